/** Orders that can be given, and taken back where they must be (language §8). */
import type { Report } from "../diagnostic/Report.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Procedure } from "../model/Model.ts"
import { sound } from "../syntax/tree/Node.ts"

export const orders = (procedure: Procedure, report: Report): void => {
  const tree = sound(procedure.tree.orders)
  if (tree === undefined) return
  const suspend = tree.orders.find((it) => it.kind === "suspend")
  const resume = tree.orders.find((it) => it.kind === "resume")
  if (suspend !== undefined && resume === undefined && !tree.incomplete) report.add("resume-missing", suspend.keyword, {})
  if (resume !== undefined && suspend === undefined && !tree.incomplete) {
    report.add("order-useless", resume.keyword, {
      order: "resume",
      why: said("no order suspends the case", "没有命令可以暂停流程")
    })
  }
  const tasks = procedure.records.some((it) => ["task", "file", "broken"].includes(it.tree.kind))
  for (const order of tree.orders) {
    if (!tasks && procedure.sound && (order.kind === "transfer" || order.kind === "delegate" || order.kind === "urge")) {
      report.add("order-useless", order.keyword, {
        order: order.kind,
        why: said("this procedure has no task", "本流程没有任务")
      })
    }
    if (order.kind !== "extend") continue
    const of = sound(order.of)
    for (const ref of of?.items ?? []) {
      if (ref.kind === "broken" || ref.names.length > 1) continue
      const name = ref.names[0].text
      const rungs = name === "case" ? [procedure.rungs] : procedure.records.flatMap((it) =>
        it.name === name && (it.resolved?.kind === "task" || it.resolved?.kind === "stage") ? [it.resolved.rungs] : []
      )
      const termless = rungs.length > 0 && rungs.every((it) => it.every((rung) => rung.due === null || rung.due.within.kind === "at-once"))
      if (termless && procedure.sound) {
        report.add("order-useless", ref.span, {
          order: "extend",
          why: said(`\`${name}\` has no term that could be extended`, `\`${name}\` 没有可以延长的期限`)
        })
      }
    }
  }
}
