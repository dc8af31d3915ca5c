import { said } from "../../diagnostic/Phrase.ts"
import { nearest } from "../../diagnostic/Suggest.ts"
import { type Context, type Decoder, type Decoders, listed, named, onceEach, oneOfKeys, record, wrongShape } from "../Decode.ts"
import { calledOf, type Kinds } from "../Kind.ts"
import * as Shape from "../Shape.ts"
import { isBroken } from "../tree/Node.ts"
import type { Order, OrderHead } from "../tree/Order.ts"
import type { Change, Hold, Intake, Orders, Procedure } from "../tree/Procedure.ts"
import type { YamlNode, YamlPair } from "../YamlNode.ts"
import { ladderAlone } from "./Step.ts"

/** A procedure and its own parts: intake, orders, holds, changes. */
export const procedure = (node: YamlNode, context: Context, complete: boolean): Procedure | undefined => {
  const read = record(Shape.procedure, node, context, { complete })
  if (isBroken(read)) return undefined
  ladderAlone(read, Shape.procedure, context, false)
  const v = read.values
  return {
    kind: "procedure",
    name: v.procedure,
    version: v.version,
    parameters: v.parameters,
    intake: v.intake,
    due: v.due,
    by: v.by,
    ladder: v.ladder,
    steps: v.steps,
    outcomes: v.outcomes,
    announces: v.announces,
    holds: v.holds,
    orders: v.orders,
    schedules: v.schedules,
    changes: v.changes,
    sheets: v.sheets,
    seenBy: v["seen-by"],
    messages: v.messages,
    words: v.words,
    incomplete: !complete,
    span: node.span
  }
}

const intake: Decoder<Intake> = (node, context) => {
  const read = record(Shape.intake, node, context)
  if (isBroken(read)) return read
  const { by, due, form } = read.values
  return { kind: "intake", by, form, due, countsFrom: read.values["counts-from"], span: node.span }
}

const hold: Decoder<Hold> = (node, context) => {
  const read = record(Shape.hold, node, context)
  if (isBroken(read)) return read
  const { clocks, from, stops, until, where } = read.values
  return { kind: "hold", from, where, until, stops, clocks, span: node.span }
}

const change: Decoder<Change> = (node, context) => {
  const read = record(Shape.change, node, context)
  if (isBroken(read)) return read
  const { from, size, version, what } = read.values
  return { kind: "change", version, from, size, approvedBy: read.values["approved-by"], what, span: node.span }
}

const orderKinds = Object.keys(Shape.orders) as ReadonlyArray<Shape.OrderKind>

const isOrder = (text: string): text is Shape.OrderKind => Object.hasOwn(Shape.orders, text)

const orders: Decoder<Orders> = (node, context) => {
  if (node.kind !== "map") return wrongShape(node, said("orders, one below the other (`urge: { by: … }`)", "各项指令（`urge: { by: … }`）"), context)
  const all: Array<Order> = []
  let incomplete = !node.complete
  for (const pair of onceEach(node, context, said("the order", "指令"))) {
    const kind = isOrder(pair.key.text) ? pair.key.text : misspelt(pair, context)
    const found = kind === undefined ? undefined : order(kind, pair, context)
    if (found === undefined) incomplete = true
    else all.push(found)
  }
  return { kind: "orders", orders: all, incomplete, span: node.span }
}

const misspelt = (pair: YamlPair, context: Context): Shape.OrderKind | undefined => {
  const near = nearest(pair.key.text, orderKinds)
  const first = near[0]
  context.report.add("unknown-key", pair.key.span, {
    key: pair.key.text,
    place: said("the list of orders", "指令列表"),
    nearest: near,
    known: orderKinds
  }, {
    fix: first === undefined ? undefined : {
      title: said(`Write \`${first}\``, `改写为 \`${first}\``),
      safe: false,
      edits: [{ span: pair.key.outer, text: first }]
    }
  })
  return first !== undefined && isOrder(first) ? first : undefined
}

const order = (kind: Shape.OrderKind, pair: YamlPair, context: Context): Order | undefined => {
  const read = <K extends Shape.OrderKind>(of: K) => record(Shape.orders[of], pair.value.kind === "empty" ? { ...pair.value, span: pair.key.span } : pair.value, { ...context, owner: pair.key.span })
  const headOf = (values: { readonly by: OrderHead["by"]; readonly when: OrderHead["when"] }): OrderHead => ({
    keyword: pair.key.span,
    by: values.by,
    when: values.when,
    span: pair.span
  })
  switch (kind) {
    case "urge":
    case "resume": {
      const r = read(kind)
      return isBroken(r) ? undefined : { kind, ...headOf(r.values) }
    }
    case "transfer": {
      const r = read("transfer")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values), of: r.values.of, to: r.values.to }
    }
    case "delegate": {
      const r = read("delegate")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values), to: r.values.to }
    }
    case "return": {
      const r = read("return")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values), to: r.values.to, reason: r.values.reason }
    }
    case "withdraw": {
      const r = read("withdraw")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values), reason: r.values.reason, ends: r.values.ends }
    }
    case "terminate": {
      const r = read("terminate")
      if (isBroken(r)) return undefined
      oneOfKeys(r, Shape.orders.terminate, "reason", "form", context, { required: true, mark: pair.key.span, example: "reason: required" })
      return { kind, ...headOf(r.values), reason: r.values.reason, form: r.values.form, ends: r.values.ends }
    }
    case "extend": {
      const r = read("extend")
      if (isBroken(r)) return undefined
      return { kind, ...headOf(r.values), of: r.values.of, reason: r.values.reason, atMost: r.values["at-most"], times: r.values.times }
    }
    case "suspend": {
      const r = read("suspend")
      if (isBroken(r)) return undefined
      oneOfKeys(r, Shape.orders.suspend, "reason", "form", context, { required: false })
      return { kind, ...headOf(r.values), reason: r.values.reason, form: r.values.form, clocks: r.values.clocks, atMost: r.values["at-most"] }
    }
    case "add-signer": {
      const r = read("add-signer")
      return isBroken(r) ? undefined : { kind, ...headOf(r.values), of: r.values.of }
    }
    case "rebook":
    case "amend": {
      const r = read(kind)
      return isBroken(r) ? undefined : { kind, ...headOf(r.values), of: r.values.of, reason: r.values.reason }
    }
  }
}

export const procedureDecoders = {
  intake,
  holds: (node, context) => named(node, context, hold),
  orders,
  changes: (node, context) => listed(node, context, calledOf("changes"), change),
  sheets: (node, context): Kinds["sheets"] | ReturnType<Decoder<never>> => named(node, context, context.decoders.refs)
} satisfies Partial<Decoders>
