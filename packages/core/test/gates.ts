/** A plug-in with one of each thing: a barrier at the gate, meters, and a rule of the house. */
import { Schema } from "effect"
import * as Plugin from "@frontdesk/core/plugin/Plugin"
import * as Steps from "@frontdesk/core/plan/Steps"

export const MeterReading = Schema.Struct({
  value: Schema.Number.check(Schema.isGreaterThanOrEqualTo(0)),
  unit: Schema.Literals(["kWh", "m3"])
})

export const gates = Plugin.make({
  name: "gates",
  description: { en: "The barriers at the gates", zh: "各大门道闸" },
  types: {
    "meter-reading": {
      description: { en: "What a meter shows", zh: "表计读数" },
      schema: MeterReading,
      module: { from: "../gates.ts", type: "MeterReading", schema: "MeterReading" }
    },
    plate: {
      description: { en: "A number plate", zh: "车牌号" },
      schema: Schema.String.check(Schema.isPattern(/^\p{Script=Han}[A-Z]·\w{5,6}$/u)),
      comparable: true,
      module: { from: "../gates.ts", type: "Plate", schema: "Plate" }
    }
  },
  actions: {
    "open-gate": {
      description: { en: "Opens a barrier", zh: "开启道闸" },
      with: { gate: ["north", "south"], plate: { type: "plate", needed: false } },
      gives: { "opened-at": "date-time" },
      fails: {
        jammed: { description: { en: "It does not move", zh: "道闸卡住" }, gives: { fault: "text" } },
        unreachable: { description: { en: "It does not answer", zh: "道闸失联" } }
      }
    },
    "read-meter": {
      description: { en: "Reads a meter from afar", zh: "远程抄表" },
      with: { unit: "unit" },
      gives: { reading: "meter-reading" }
    }
  },
  channels: { intercom: { description: { en: "The intercom at the gate", zh: "门口对讲" } } },
  calendars: {
    "estate-days": {
      description: { en: "Days the estate is closed", zh: "园区停业日" },
      days: (from, to) => ({ known: { from, to }, holidays: ["2026-03-03"], makeUpDays: [] })
    }
  },
  events: {
    "car-came": { description: { en: "A car stands at a barrier", zh: "车辆到达道闸" }, fields: { gate: ["north", "south"], plate: "plate" } }
  },
  checks: {
    "meter-at-night": {
      title: { en: "Meter read twice", zh: "重复抄表" },
      description: { en: "A meter is read once in a case.", zh: "同一事项只抄一次表。" },
      severity: "warning",
      check: (plan) =>
        Steps.all(plan)
          .filter((it) => it.kind === "do" && it.action === "read-meter")
          .slice(1)
          .map(({ name, node }) => ({
            at: node,
            message: { en: `\`${name}\` reads the meter again; use the first reading.`, zh: `\`${name}\` 又抄一次表，请使用第一次的读数。` }
          }))
    }
  },
  targets: {
    list: {
      description: { en: "The steps as a list", zh: "步骤清单" },
      generate: ({ plan }) => [
        { path: `${plan.procedure.split("/").at(-1)}.steps.txt`, text: `${Steps.all(plan).map((it) => it.name).join("\n")}\n` }
      ]
    }
  }
})
