/** What a command says as a number: the same for the same, whatever the order of its fields; another for another. */
import { assert, describe, it } from "@effect/vitest"
import * as Content from "@frontdesk/core/desk/Content"

describe("what a command says", () => {
  it("is the same whatever the order of fields, and whether a field is absent or undefined", () => {
    const said = Content.of(["Complete", { unit: "3-201", fee: { amount: "12.50", paid: undefined } }])
    assert.strictEqual(Content.of(["Complete", { fee: { amount: "12.50" }, unit: "3-201" }]), said)
    assert.isTrue(Number.isSafeInteger(said) && said >= 0)
  })

  it("is another one where anything differs", () => {
    const all = [
      ["Note", "a"], ["Note", "b"], ["Urge", "a"], ["Note", "a", null], ["Note", ["a"]], ["Note", { a: 1 }],
      ["Note", { a: "1" }], ["Note", { a: true }], ["Note", { a: "1", b: "" }], ["Note", "业主"], ["Note", "\u0000"], [], {}, null, ""
    ]
    assert.strictEqual(new Set(all.map(Content.of)).size, all.length)
  })

  it("meets another of a hundred thousand never", () => {
    const found = new Set(Array.from({ length: 100_000 }, (_, i) => Content.of(["Note", i])))
    assert.strictEqual(found.size, 100_000)
  })
})
