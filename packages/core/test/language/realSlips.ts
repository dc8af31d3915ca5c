/** Slips of people who keep the real files: where, what stood there and what stands there now, and what must be told. */
export interface RealSlip {
  readonly slip: string
  readonly path: string
  readonly was: string
  /** With the places to be told marked: `«…»`. */
  readonly is: string
  /** The codes, one for each mark, in order; further ones are told elsewhere: `code «place»`. */
  readonly codes: ReadonlyArray<string>
}

const complaint = "v0b/complaint.procedure.yaml"
const reception = "v3/reception.procedure.yaml"
const notice = "v2/fee-notice.procedure.yaml"
const objection = "v2/fee-objection.procedure.yaml"
const v0b = "v0b/handbook.yaml"
const v3 = "v3/handbook.yaml"
const s12 = "v3/s12-solved-within-two-days.scenario.yaml"
const e2 = "examples/v2/handbook.yaml"
const e1c = "examples/v1c/handbook.yaml"
const countersign = "examples/v2/countersign.procedure.yaml"
const activity = "examples/v2/activity.procedure.yaml"
const keyLend = "examples/v2/key-lend.procedure.yaml"
const penalties = "examples/v1c/monthly-penalties.procedure.yaml"
const repair = "examples/v0b/repair.procedure.yaml"
const review = "v3/procedure-review.procedure.yaml"
const s20 = "v0b/s20-important-complaint.scenario.yaml"
const s19 = "v0b/s19-major-complaint.scenario.yaml"

const one = (slip: string, path: string, was: string, is: string, ...codes: ReadonlyArray<string>): RealSlip => ({
  slip,
  path,
  was,
  is,
  codes
})

export const realSlips: ReadonlyArray<RealSlip> = [
  // the keyboard
  one("a full-width colon", complaint, "    place: text\n", "    place«：»text\n", "full-width-punctuation"),
  one("a full-width colon before a section", complaint, "intake:\n", "intake«：»\n", "full-width-punctuation"),
  one("full-width colons in a whole form", complaint, "          severe-impact: yes/no      # 严重影响生活、安全、形象\n          our-fault: yes/no ", "          severe-impact«：»yes/no\n          our-fault«：» yes/no ", "full-width-punctuation", "full-width-punctuation"),
  one("a full-width colon in a list item", complaint, "  - task: tell ", "  - task«：» tell ", "full-width-punctuation"),
  one("a full-width comma between keys", complaint, "desk: { by: opener, due: 1 hour from intake }", "desk: { by: opener«，»due: 1 hour from intake }", "full-width-punctuation"),
  one("a full-width comma in a list", complaint, "[front-desk-receptionist, henghu-station]", "[front-desk-receptionist«，»henghu-station]", "full-width-punctuation"),
  one("a full-width colon in brackets", complaint, "{ when: classify.our-fault, then: important }", "{ when«：» classify.our-fault, then: important }", "full-width-punctuation"),
  one("full-width brackets", complaint, "form: { measures: long-text }", "form: «｛» measures: long-text ｝", "full-width-punctuation"),
  one("full-width square brackets", reception, "channel: [visit, call, online, other-channel]", "channel: «【»visit, call, online, other-channel】", "full-width-punctuation"),
  one("full-width parentheses in a condition", complaint, "when: not harm-ongoing or stop-harm was done", "when: not harm-ongoing or «（»stop-harm was done）", "full-width-punctuation"),
  one("full-width digits", complaint, "due: 10 calendar days", "due: «１»０ calendar days", "full-width-punctuation"),
  one("an ideographic space", complaint, "    when: harm-ongoing", "    when:«　»harm-ongoing", "full-width-punctuation"),
  one("no space behind the colon", complaint, "    demand: long-text", "    «demand:»long-text", "yaml-broken"),
  one("no space behind a colon in brackets", complaint, "{ then: minor }", "{ «then:»minor }", "yaml-broken"),
  one("a tab as indentation", complaint, "    place: text\n", "«\t\t»place: text\n", "yaml-broken"),
  one("indentation off", complaint, "        due: at once\n        record-later", "       «due: at once»\n        record-later", "yaml-broken"),
  one("a quote left open", notice, "    to: payer\n", "    to: «\"»payer\n", "yaml-broken"),
  one("a bracket left open", complaint, "form: { answer: long-text, way: [phone, visit] }", "form: { answer: long-text, way: «[»phone, visit }", "yaml-broken"),
  one("the same key twice", complaint, "        by: holder of sorting\n", "        by: holder of sorting\n        «by»: opener\n", "name-taken"),
  one("true for yes", reception, "told-by: { type: person, needed: no }", "told-by: { type: person, needed: «false» }", "boolean-word"),

  // names
  one("a role misspelt", complaint, "[front-desk-receptionist, henghu-station]", "[«front-desk-receptionst», henghu-station]", "unknown-name"),
  one("a field misspelt", reception, "when: is-complaint\n    opens", "when: «is-complain»\n    opens", "unknown-name"),
  one("a type misspelt", complaint, "against-department: department ", "against-department: «departmnt» ", "unknown-name"),
  one("a column renamed in the handbook", v0b, "      course: long-text\n      demand: long-text\n      tier", "      course-of-it: long-text\n      demand: long-text\n      tier", "unknown-name «course»"),
  one("a step name twice", complaint, "      - task: classify\n", "      - task: «stop-harm»\n", "name-taken"),
  one("a step misspelt that is first asked whether it was answered", review, "when: approve.agreed is present", "when: «appove».agreed is present", "unknown-name"),
  one("a step misspelt behind the question whether it was answered", review, "and not approve.agreed", "and not «appove».agreed", "unknown-name"),
  one("an order to an unknown step", complaint, "to: [classify], reason", "to: [«clasify»], reason", "unknown-name"),
  one("an order with an unknown outcome", complaint, "ends: withdrawn }", "ends: «withdrawed» }", "unknown-name"),
  one("an unknown outcome", reception, "- end: closed-unresolvable\n", "- end: «closed-unresolveable»\n", "unknown-name"),
  one("a message placeholder misspelt", notice, "<payer>, please pay", "<«payr»>, please pay", "unknown-name"),
  one("a parameter misspelt", notice, "until: param.pay-term", "until: param.«pay-trem»", "unknown-name"),
  one("an event misspelt", notice, "for: payment-received where", "for: «payment-recieved» where", "unknown-name"),
  one("a field of the event misspelt", notice, "event.unit is unit and event.settles", "event.unit is unit and event.«setles»", "unknown-name"),
  one("a channel misspelt", notice, "via: [sms]", "via: [«smss»]", "unknown-name"),
  one("a ledger misspelt", reception, "  - record: write-reception\n    in: reception-record", "  - record: write-reception\n    in: «reception-recrd»", "unknown-name"),
  one("a column misspelt in a fill", complaint, "result: solve.result }", "«reslt»: solve.result }", "unknown-name"),
  one("a superior misspelt", v0b, "in: cs-dept, reports-to: cs-supervisor }\n  henghu", "in: cs-dept, reports-to: «cs-superviser» }\n  henghu", "unknown-name"),
  one("a rank misspelt", v3, "rank: supervisor", "rank: «supervisr»", "unknown-name"),
  one("a calendar misspelt", v0b, "calendar: front-desk ", "calendar: «frontdesk» ", "unknown-name"),
  one("uses a folder that is not there", v3, "../v0b/complaint", "«../v0/complaint»", "procedure-unknown"),
  one("a key misspelt", complaint, "        due: at once\n        record-later", "        «deu»: at once\n        record-later", "unknown-key"),
  one("a key of another place", complaint, "        due: at once\n        form:", "        due: at once\n        «remind»: 3\n        form:", "unknown-key"),

  // time
  one("a unit dropped", complaint, "due: 10 calendar days from intake", "due: «10» from intake", "unit-missing"),
  one("bare days", complaint, "due: 10 calendar days from intake", "due: «10 days» from intake", "bare-days"),
  one("a term without a beginning", complaint, "  due: 30 minutes from intake ", "  due: «30 minutes» ", "anchor-missing"),
  one("a term without its number", reception, "due: 1 week from intake", "due: «week» from intake", "sentence-syntax"),
  one("an anchor misspelt", complaint, "due: 1 hour from intake }\n      supervisor", "due: 1 hour from «inake» }\n      supervisor", "unknown-name"),
  one("a rung without due", complaint, "supervisor: { by: dept-supervisor in against-department, due: 3 calendar days from intake }", "«supervisor»: { by: dept-supervisor in against-department }", "ladder-due-missing"),
  one("a rung that is sooner than the one below", reception, "due: 1 week from intake", "due: «1 calendar day from intake»", "ladder-order"),

  // what the way of a case lacks
  one("a branch forgotten", complaint, "      minor:\n        - task: solve\n          form: { result: long-text, ours: yes/no }\n          ladder:\n            person:\n              by: responsible-person in against-department\n              due: { within: 2 calendar days from intake, or: asked-for, take: param.minor-term }\n            supervisor: { by: dept-supervisor in against-department }\n", "", "case-missing «by-tier»"),
  one("a branch misspelt", complaint, "      minor:\n", "      «minior»:\n", "case-unknown"),
  one("the last end deleted", complaint, "  - end: explained\n", "", "path-without-end «resolved»"),
  one("an end in the middle without its condition", complaint, "  - end: resolved\n    when: solve.ours\n", "  - end: resolved\n", "step-unreachable «explained»"),
  one("the last row of a decision deleted", complaint, "      - { when: classify.our-fault, then: important }\n      - { then: minor }\n", "      - «{ when: classify.our-fault, then: important }»\n", "row-gap"),
  one("a wrong type compared", reception, "when: handle.result is cannot-be-solved\n    gives", "when: «handle.handling» is cannot-be-solved\n    gives", "text-compared"),
  one("a value of another choice", reception, "when: handle.rung is manager", "when: handle.rung is «manger»", "unknown-name"),
  one("yes said twice", complaint, "    when: solve.ours\n", "    when: «solve.ours is yes»\n", "redundant-yes"),
  one("a column given twice", complaint, "against: against-department, course", "against: against-department, «place»: place, course", "name-taken"),
  one("an optional value unasked", complaint, "- { when: classify.our-fault, then: important }", "- { when: «asked-for» > received-at, then: important }", "maybe-missing"),
  one("a field asked before its step", complaint, "        when: harm-ongoing\n", "        when: «classify».our-fault\n", "used-too-early"),
  one("a role without its department", complaint, "supervisor: { by: dept-supervisor in against-department }", "supervisor: { by: «dept-supervisor» }", "role-needs-place"),
  one("a column that is never filled", complaint, "place: place, ", "", "ledger-column-missing «write-complaint»"),
  one("a parameter never set", notice, "pay-term: { type: term, default: 30 calendar days }", "«pay-term»: { type: term }", "parameter-unset"),
  one("an outcome nobody reaches", complaint, "  withdrawn: {}\n", "  withdrawn: {}\n  «forgotten»: {}\n", "outcome-unused"),
  one("a loop whose end nothing changes", objection, "until: solve.solved", "until: «solve-on-site.satisfied»", "loop-no-change"),

  // the stories
  one("a scenario of an unknown procedure", s19, "of: complaint\n", "of: «complain»\n", "procedure-unknown"),
  one("a scenario with an unknown role", s19, "wang: front-desk-receptionist", "wang: «front-desk-receptionst»", "unknown-name"),
  one("a scenario with an unknown person", s19, "who: chen\n    does: answer", "who: «chan»\n    does: answer", "unknown-name"),
  one("a scenario with an unknown step", s19, "does: hand-over", "does: «handover»", "unknown-name"),
  one("a scenario expecting an unknown step", s19, "      open: [solve]", "      open: [«slove»]", "unknown-name"),
  one("a scenario with an unknown field", s19, "with: { told-by: phone }", "with: { «told-bye»: phone }", "unknown-name"),
  one("a scenario with an unknown outcome", s19, "ended: resolved", "ended: «resolvd»", "unknown-name"),
  one("rows in the wrong order", s19, "- at: 2026-03-12 09:00", "- at: «2026-03-01 09:00»", "rows-out-of-order"),

  one("a title deleted", complaint, "  tell: 当天通报投诉住户\n", "", "title-missing «tell»"),

  // the handbook and its users
  one("a role renamed in the handbook only", "v1d/handbook.yaml", "  office-admin-supervisor: {", "  office-admin-superviser: {", "unknown-name «office-admin-supervisor»"),

  // Chinese as it is written in a handbook
  one("a date in Chinese", s12, "- at: 2026-03-02 16:40", "- at: «3月2日» 16:40", "sentence-syntax"),
  one("a date in Chinese with its year", v0b, "covered: 2026-01-01 to 2026-12-31", "covered: «2026年1月1日» to 2026年12月31日", "sentence-syntax"),
  one("a date with slashes", s12, "- at: 2026-03-02 16:40", "- at: «2026/3/2» 16:40", "sentence-syntax"),
  one("a time in Chinese", s12, "- at: 2026-03-02 16:40", "- at: 2026-03-02 «下午4:40»", "sentence-syntax"),
  one("a time without its zero", v3, "Mon-Sun: 08:00-20:00", "Mon-Sun: «8:00»-20:00", "sentence-syntax"),
  one("opening hours with a long dash", v3, "Mon-Sun: 08:00-20:00", "Mon-Sun: 08:00«—»20:00", "sentence-syntax"),
  one("opening days in Chinese", v3, "Mon-Sun: 08:00-20:00", "«周一至周日»: 08:00-20:00", "sentence-syntax"),
  one("two 天", reception, "due: 2 calendar days from intake", "due: «2天» from intake", "bare-days"),
  one("working days in Chinese", reception, "due: 2 calendar days from intake", "due: «2个工作日» from intake", "sentence-syntax"),
  one("a whole deadline in Chinese", reception, "due: 2 calendar days from intake", "due: «受理后2个工作日内»", "sentence-syntax"),
  one("and in Chinese", keyLend, "phone-owner was done and", "phone-owner was done «并且»", "sentence-syntax"),
  one("every day in Chinese", e2, "every: day at 17:00", "every: «每天» 17:00", "sentence-syntax"),
  one("every fifth of the month", e1c, "every: month on last day", "every: «每月5日»", "sentence-syntax"),
  one("a manner in Chinese", e2, "owner-id-card seen-and-copied", "owner-id-card «看原件收复印件»", "sentence-syntax"),
  one("yes in Chinese", s12, "is-complaint: no", "is-complaint: «否»", "type-mismatch"),
  one("a term of a table in Chinese", e2, "term: 6 months }", "term: «6个月» }", "type-mismatch"),

  // money
  one("an amount without its currency", penalties, "type: money, default: 5 CNY", "type: money, default: «5»", "parameter-type"),
  one("an amount in 元", penalties, "type: money, default: 5 CNY", "type: money, default: «5元»", "parameter-type"),
  one("a decision with an amount without its currency", penalties, "then: 20 CNY", "then: «20»", "type-mismatch"),
  one("an amount with ¥ before it", penalties, "then: 20 CNY", "then: «¥»20", "sentence-syntax"),

  // messages
  one("two languages swapped", activity, "    zh: 活动《<name>》将于 <event-at> 举行，请完成准备。\n    en: The activity <name> is on <event-at>. Please finish your preparations.", "    zh: The activity <name> is on <event-at>. Please finish your preparations.\n    en: 活动《<name>》将于 <event-at> 举行，请完成准备。", "languages-swapped «get-ready»"),
  one("a title with its languages swapped", v0b, "sms: { zh: 短信, en: SMS }", "«sms»: { zh: SMS, en: 短信 }", "languages-swapped"),
  one("a value in full-width brackets", activity, "zh: 活动《<name>》将于", "zh: 活动《«＜name＞»》将于", "full-width-punctuation"),
  one("a value whose bracket is left open", activity, "zh: 活动《<name>》将于", "zh: 活动《«<name»》将于", "sentence-syntax"),
  one("a value in braces", activity, "zh: 活动《<name>》将于", "zh: 活动《«{name}»》将于", "sentence-syntax"),
  one("a value shown in one language only", activity, "en: The activity <name> is on <event-at>. Please", "en: The activity <name> is near. Please", "message-differs «<event-at>»"),

  // papers, registers, the file
  one("a manner forgotten", e2, "agent-id seen-and-copied", "«agent-id»", "manner-missing"),
  one("a manner misspelt", e2, "owner-id-card seen-and-copied", "owner-id-card «seen-and-copy»", "sentence-syntax"),
  one("a kind of applicant without papers", e2, "    of: [owner-in-person, delegate, company]\n    lists", "    of: [owner-in-person, delegate, company, «tenant-in-person»]\n    lists", "papers-case-missing"),
  one("a role that left", e2, "  callback-officer: { rank: staff, in: cs-dept, reports-to: cs-manager }\n", "", "unknown-name «callback-officer»"),
  one("a column renamed in the handbook only", e2, "      returned-at: date-time\n  fee", "      back-at: date-time\n  fee", "unknown-name «returned-at»"),
  one("a tier the register does not know", v0b, "tier: [major, important, minor]", "tier: [major, important]", "type-mismatch «tier»"),
  one("a value of a table misspelt", e2, "{ part: lamps, term", "{ part: «lamp», term", "type-mismatch"),
  one("a quota with both limits", e2, "    at-most: 70%\n", "    at-most: 70%\n    «at-least»: 10%\n", "two-kinds"),
  one("a schedule that no longer says which days", e2, "    covers: last week\n    opens: demand-statistics", "    opens: «demand-statistics»", "with-incomplete"),
  one("a schedule that opens a misspelt procedure", e2, "opens: key-count,", "opens: «keys-count»,", "procedure-unknown"),
  one("a used procedure with the ending of its file", v3, "../v0b/complaint ", "«../v0b/complaint.procedure.yaml» ", "procedure-unknown"),
  one("a step moved before the one it reads from", keyLend, "lent-at: lend.at }", "lent-at: «take-back».at }", "used-too-early"),
  one("indentation off in a long form, used from elsewhere", countersign, "    channel: [visit, call, letter]\n", "     «channel: [visit, call, letter]»\n", "yaml-broken"),

  // conditions
  one("a comparison of three", penalties, "when: points >= 11 and points <= 15", "when: 11 <= points «<=» 15", "sentence-syntax"),
  one("or for else", repair, "done-at: leak-test.at else mend.at", "done-at: «leak-test.at or mend.at»", "type-mismatch"),
  one("not behind what it denies", keyLend, "when: not borrower-is-owner\n", "when: borrower-is-owner «not»\n", "sentence-syntax"),
  one("a comment of another language", activity, "    budget: money\n", "    budget: money «/»/ 预算\n", "sentence-syntax"),
  one("times with its counting word", countersign, "    times: 2\n", "    times: 2«次»\n", "sentence-syntax"),
  // names that only a story uses
  one("a body that a story says is founded", "v2/s35-activity.scenario.yaml", "founded: [owners-committee]", "founded: [«owners-cmmittee»]", "unknown-name"),
  one("a schedule renamed that only a story names, with its title left", "v0b/house-custody.procedure.yaml", "  rain-over:\n", "  «rain-ver»:\n", "name-misspelt"),
  one("a step renamed that only a story names, with its title left", "v0b/several-responsible.procedure.yaml", "- task: come-to-site", "- task: «come-t-site»", "name-misspelt"),
  one("a colon lost before a time of day and a comment", s20, "at: 2026-03-02 17:30             # the hour", "«at 2026-03-02 17:30»             # the hour", "yaml-broken"),
  one("a space too many below a comment of its own", "v2/activity.procedure.yaml", "        due: { within: 1 week before event-at, remind: [ { at: 3 calendar days before due, tell: holder, with: get-ready } ] }", "         «due: { within: 1 week before event-at, remind: [ { at: 3 calendar days before due, tell: holder, with: get-ready } ] }»", "yaml-broken"),

  // as it is said elsewhere
  one("two roles with a slash", reception, "  by: front-desk-receptionist\n", "  by: front-desk-receptionist«/»cs-supervisor\n", "sentence-syntax"),
  one("two roles with and", reception, "  by: front-desk-receptionist\n", "  by: front-desk-receptionist «and» cs-supervisor\n", "sentence-syntax"),
  one("a percentage in words", "v0b/house-custody.procedure.yaml", "half-up(full-fee * 70%)", "half-up(full-fee * 70 «percent»)", "sentence-syntax"),
  one("a type of programming languages", reception, "    is-complaint: yes/no\n", "    is-complaint: «boolean»\n", "unknown-name"),
  one("a type in Chinese", reception, "    is-complaint: yes/no\n", "    is-complaint: «是否»\n", "unknown-name"),
  one("a field with a question mark, used in two places", reception, "    reason: long-text\n", "    reason«?»: long-text\n", "bad-name"),
  one("required for needed", reception, "{ type: person, needed: no }", "{ type: person, «required»: no }", "unknown-key"),
  one("a choice with or", reception, "    channel: [visit, call, online, other-channel]\n", "    channel: visit «or» call or online or other-channel\n", "sentence-syntax"),
  one("half an hour as a decimal", reception, "due: 2 calendar days from intake", "due: «0.5» hours from intake", "sentence-syntax"),
  one("after for from", reception, "due: 2 calendar days from intake", "due: 2 calendar days «after» intake", "sentence-syntax"),
  one("hours with to", v3, "Mon-Sun: 08:00-20:00", "Mon-Sun: 08:00 «to» 20:00", "sentence-syntax"),
  one("assignee for by", "v2/activity.procedure.yaml", "      - task: prepare\n        by: ", "      - task: prepare\n        «assignee»: ", "unknown-key"),
  one("the fields of an outcome as a list", reception, "  closed-unresolvable: { why: long-text }", "  closed-unresolvable: «[why]»", "wrong-shape")
]
