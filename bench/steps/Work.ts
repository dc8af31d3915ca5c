/**
 * The workload all drivers share: six sequential human steps, each with a role, a form of about 200 bytes and a term
 * of two days.
 */
export const steps = ["record", "classify", "first-contact", "handle", "inform-resident", "callback"] as const
export const roles = ["receptionist", "supervisor", "receptionist", "engineer", "receptionist", "callback-officer"] as const
export const twoDays = 2 * 24 * 3_600_000

export interface Answer {
  readonly result: "done" | "handed-on"
  readonly by: string
  readonly remark: string
}

/** 198 bytes as JSON. */
export const answer: Answer = {
  result: "done",
  by: "front desk, building 3",
  remark: "Resident reported the corridor lamp on floor 12; lamp changed, tested twice, resident informed by phone and content with it. No follow-up."
}

/** What a careful author would check by hand. */
export const accepts = (role: string, step: number, values: Answer): boolean =>
  role === roles[step] &&
  (values.result === "done" || values.result === "handed-on") &&
  typeof values.by === "string" &&
  values.by.length > 0 &&
  typeof values.remark === "string" &&
  values.remark.length > 0
