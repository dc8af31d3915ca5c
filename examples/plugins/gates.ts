/**
 * What the gate house adds to the language: the type of a meter's reading, the barrier, the intercom, the days the
 * estate is closed, a car that leaves, a rule of the house and a list for the wall. Only what it is called and what goes
 * in and out; `main.ts` says how it is done.
 */
import { Schema } from "effect"
import * as Steps from "@frontdesk/core/plan/Steps"
import * as Plugin from "@frontdesk/core/plugin/Plugin"

export type MeterReading = typeof MeterReading.Type
export const MeterReading = Schema.Struct({
  value: Schema.Number.check(Schema.isGreaterThanOrEqualTo(0)),
  unit: Schema.Literals(["kWh", "m3"])
})

export const gates = Plugin.make({
  name: "gates",
  description: { en: "The gate house", zh: "门岗设备" },
  types: {
    "meter-reading": {
      description: { en: "What a meter shows", zh: "表计读数" },
      schema: MeterReading,
      module: { from: "./gates.ts", type: "MeterReading", schema: "MeterReading" }
    }
  },
  actions: {
    "open-gate": {
      description: { en: "Opens the barrier of a lane", zh: "开启车道道闸" },
      with: { lane: ["north", "south"] },
      gives: { "opened-at": "date-time" },
      fails: {
        jammed: { description: { en: "The barrier does not move", zh: "道闸卡住" }, gives: { fault: "text" } }
      }
    }
  },
  channels: { intercom: { description: { en: "The intercom at the gate", zh: "门口对讲" } } },
  calendars: {
    "estate-days": {
      description: { en: "Days the estate is closed", zh: "园区停业日" },
      days: (from, to) => ({ known: { from, to }, holidays: ["2026-10-01"], makeUpDays: [] })
    }
  },
  events: {
    "car-left": { description: { en: "A car left by a lane", zh: "车辆驶离" }, fields: { lane: ["north", "south"] } }
  },
  checks: {
    "gate-then-wait": {
      title: { en: "Who closes the barrier?", zh: "谁来关闸？" },
      description: { en: "A barrier that was opened closes when the car has left.", zh: "开闸之后，要等车辆离开才会关闸。" },
      severity: "warning",
      check: (plan) => {
        const steps = Steps.all(plan)
        const waits = steps.some((it) => it.kind === "wait" && it.for?.topic === "car-left")
        return steps
          .filter((it) => it.kind === "do" && it.action === "open-gate" && !waits)
          .map(({ name, node }) => ({
            at: node,
            message: {
              en: `\`${name}\` opens the barrier, and nothing waits for \`car-left\`: it would stay open. Add a \`wait\`.`,
              zh: `\`${name}\` 开了道闸，却没有等待 \`car-left\`：闸会一直开着。请加一个 \`wait\`。`
            }
          }))
      }
    }
  },
  targets: {
    wall: {
      description: { en: "The steps, to hang on the wall", zh: "张贴用的步骤表" },
      generate: ({ plan, words }) => {
        const name = plan.procedure.slice(plan.procedure.lastIndexOf("/") + 1)
        const titles = Steps.all(plan).map((it) => words["zh"]?.[it.name] ?? it.name)
        return [{ path: `${name}.wall.txt`, text: `${[...new Set(titles)].join("\n")}\n` }]
      }
    }
  }
})
