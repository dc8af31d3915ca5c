/** The files `frontdesk init` begins with: a handbook, a procedure, a scenario, small enough to be read in one go. */
import type { Language } from "./Host.ts"

export interface StarterFile {
  readonly name: string
  readonly text: string
}

/** `year`: the calendar covers it and the next, and the scenario plays in it. */
export const files = (language: Language, year: number): ReadonlyArray<StarterFile> => {
  const zh = language === "zh"
  /** A comment in the reader's language. */
  const c = (en: string, chinese: string): string => `# ${zh ? chinese : en}`
  return [
    {
      name: "handbook.yaml",
      text: `${c("The organisation. The procedures of this folder stand on it.", "组织情况：本文件夹的流程都以它为依据。")}
handbook: office
version: 1
languages: ${zh ? "[zh, en]" : "[en]"}
names-in: en
time:
  zone: Asia/Shanghai
  calendar: desk                    ${c("meant by `working days` when none is named", "未指明时，working days 按这个日历")}
  day-ends: midnight
  after-closing: same day
  holidays: do not move a due date
  remind-at: 09:00
currency: CNY
calendars:
  desk:
    open: { Mon-Fri: 08:30-17:30, Sat-Sun: 09:00-17:00 }
    holidays: none
    covered: ${year}-01-01 to ${year + 1}-12-31
ranks: [staff, manager]             ${c("the lowest first", "由低到高")}
departments:
  service-center: {}
roles:
  receptionist: { rank: staff, in: service-center, reports-to: center-manager }
  center-manager: { rank: manager, in: service-center, heads: service-center }
party-kinds: [owner]
${
        zh
          ? `words:                              # 显示给人看的中文名称
  office: 服务中心手册
  desk: 前台时间
  staff: 员工
  manager: 经理
  service-center: 服务中心
  receptionist: 接待员
  center-manager: 中心经理
  owner: 业主
`
          : ""
      }`
    },
    {
      name: "request.procedure.yaml",
      text: `${c("What happens when a resident asks for something.", "住户提出请求后怎么办。")}
procedure: request
version: 1
intake:
  by: receptionist                  ${c("who may open a case", "谁可以发起")}
  form:
    asked-by: party
    unit: unit
    what: long-text
steps:
  - task: handle
    form: { answer: long-text, solved: yes/no }
    ladder:                         ${c("at the due instant it passes to the next", "到期未办结就转给下一级")}
      desk: { by: receptionist, due: 2 calendar days from intake }
      boss: { by: center-manager }
  - end: not-possible
    when: not handle.solved
  - end: solved
outcomes:
  solved: {}
  not-possible: {}
${
        zh
          ? `words:
  request: 住户请求
  asked-by: 请求人
  unit: 房号
  what: 请求内容
  handle: 处理
  answer: 处理情况
  solved: 已解决
  boss: 经理处理
  not-possible: 无法满足
`
          : ""
      }`
    },
    {
      name: "too-slow.scenario.yaml",
      text: `${c("A dated example; `frontdesk test` plays it, `frontdesk play` tells its story.", "一个按日期排列的例子：frontdesk test 核对，frontdesk play 讲述经过。")}
scenario: too-slow
of: request
given:
  staff: { wang: receptionist, zhao: center-manager }
  parties: { sun: owner }
rows:
  - at: ${year}-03-02 16:40
    who: wang
    opens: request
    with: { asked-by: sun, unit: 3-201, what: ${zh ? "楼道灯不亮" : "the lamp in the stairway is out"} }
    then:
      holders: { handle: receptionist }
      due: { handle: ${year}-03-04 24:00 }

  - at: ${year}-03-04 24:00             ${c("nobody does anything: only time passes", "没有人办理，只有时间经过")}
    then:
      holders: { handle: center-manager }
      late: { handle: [desk] }

  - at: ${year}-03-05 09:00
    who: zhao
    does: handle
    with: { answer: ${zh ? "已换灯泡" : "lamp replaced"}, solved: yes }
    then:
      ended: solved
`
    },
    {
      name: "not-possible.scenario.yaml",
      text: `scenario: not-possible
of: request
given:
  staff: { wang: receptionist, zhao: center-manager }
  parties: { sun: owner }
rows:
  - at: ${year}-03-09 10:00
    who: wang
    opens: request
    with: { asked-by: sun, unit: 3-201, what: ${zh ? "希望在公共走廊放鞋柜" : "may a shoe cabinet stand in the hallway"} }

  - at: ${year}-03-09 10:30
    who: zhao
    does: handle
    with: { answer: ${zh ? "同意" : "yes"}, solved: yes }
    refused: role-not-allowed           ${c("only the desk has it so far", "现在还在前台手上")}

  - at: ${year}-03-09 11:00
    who: wang
    does: handle
    with: { answer: ${zh ? "消防通道不能占用" : "an escape route must stay free"}, solved: no }
    then:
      ended: not-possible
`
    }
  ]
}
