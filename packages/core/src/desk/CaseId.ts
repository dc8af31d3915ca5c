/**
 * Where a case's id comes from when the caller gives none: the procedure and the id of the command that opens it, so
 * that a repeated `Open` finds its own case (engine §2.8). Not a secret and not a proof, only spread evenly.
 *
 * @since 0.1.0
 */
import type { CaseId, CommandId } from "../case/State.ts"

const constants = [597399067, 2869860233, 951274213, 2716044179] as const

/** `complaint-` and 28 digits and letters (128 bits). */
export const of = (procedure: string, command: CommandId): CaseId => {
  const text = `${procedure}\n${command}`
  const hash = [1779033703, 3144134277, 1013904242, 2773480762] as [number, number, number, number]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    hash[0] = hash[1] ^ Math.imul(hash[0] ^ unit, constants[0])
    hash[1] = hash[2] ^ Math.imul(hash[1] ^ unit, constants[1])
    hash[2] = hash[3] ^ Math.imul(hash[2] ^ unit, constants[2])
    hash[3] = hash[0] ^ Math.imul(hash[3] ^ unit, constants[3])
  }
  hash[0] = Math.imul(hash[2] ^ (hash[0] >>> 18), constants[0])
  hash[1] = Math.imul(hash[3] ^ (hash[1] >>> 22), constants[1])
  hash[2] = Math.imul(hash[0] ^ (hash[2] >>> 17), constants[2])
  hash[3] = Math.imul(hash[1] ^ (hash[3] >>> 19), constants[3])
  const name = procedure.slice(procedure.lastIndexOf("/") + 1)
  return `${name}-${hash.map((part) => (part >>> 0).toString(36).padStart(7, "0")).join("")}`
}
