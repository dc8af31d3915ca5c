import { said } from "../../diagnostic/Phrase.ts"
import type * as Shape from "../../syntax/Shape.ts"
import type { Hover } from "./Hover.ts"

/** A handbook and its parts. */
type Parts = Pick<
  typeof Shape,
  | "handbook"
  | "taken"
  | "timeRules"
  | "calendar"
  | "department"
  | "role"
  | "body"
  | "document"
  | "papers"
  | "papersList"
  | "archive"
  | "ledger"
  | "table"
  | "report"
  | "dataClass"
  | "quota"
  | "missed"
>

export const handbook: { readonly [K in keyof Parts]: Hover<Parts[K]> } = {
  handbook: {
    self: said("The organisation around the procedures of this folder.", "本文件夹各流程所依据的组织情况。"),
    keys: {
      handbook: said("The name of the handbook.", "手册的名称。"),
      languages: said("The languages people read.", "使用的语言。"),
      "names-in": said("The language of the names: in it a title may be left out.", "名称所用的语言；该语言的标题可以不写。"),
      time: said("Conventions of time that handbooks usually leave open.", "时间规则，一般手册常常没有写明的约定。"),
      currency: said("The currency, by its ISO code.", "货币，ISO 代码。"),
      calendars: said("Opening hours and holidays.", "开放时间和节假日。"),
      ranks: said("Ranks, the lowest first.", "职级，由低到高。"),
      departments: said("Departments.", "部门。"),
      roles: said("Posts. Who holds them is in the directory, not here.", "岗位。由谁担任见人员名录，不写在这里。"),
      bodies: said("Groups that decide as one and may not exist yet, e.g. an owners' committee.", "集体决定、可能尚未成立的机构，如业主委员会。"),
      "party-kinds": said("Kinds of parties in the register, e.g. owner, tenant.", "相关方的种类，如业主、租户。"),
      documents: said("Papers that people bring.", "来人携带的证件资料。"),
      papers: said("Lists of documents that must be shown.", "须出示的资料清单。"),
      archives: said("Where papers are kept.", "档案。"),
      ledgers: said("Registers with typed columns; rows are only added.", "台账：各列有类型，行只增不改。"),
      tables: said("Reference data that procedures only read.", "流程只读取的对照数据。"),
      reports: said("Counts over rows of a ledger or over cases.", "对台账或事项的统计。"),
      checklists: said("Items to check, each pass, fail or not applicable.", "检查项目，逐项合格、不合格或不适用。"),
      forms: said("Forms that several procedures ask for.", "几份流程共用的表单。"),
      classes: said("Confidentiality classes.", "保密类别。"),
      channels: said("Ways to send that the host plugged in.", "接入系统提供的发送渠道。"),
      events: said("What the outside world tells us, with typed fields.", "外界传来的事件及其字段。"),
      uses: said(
        "A procedure of another folder as it runs there: `complaint: ../v0b/complaint`. Or what is valid here as if it were written here: `../v3: all` (a second site), `../v0b: { papers: [move-in-papers] }`.",
        "其他文件夹的流程，按那边的手册办理：`complaint: ../v0b/complaint`。或引用另一手册的内容，等同于写在本手册里：`../v3: all`（第二个小区）、`../v0b: { papers: [move-in-papers] }`。"
      ),
      parameters: said("Values for the parameters, by procedure.", "各流程参数的取值。"),
      quotas: said("Shares that must be reached in a span of time.", "一段时间内须达到的比例。")
    }
  },
  taken: {
    self: said("What is taken from another handbook: of each section these names, or `all`; without a section everything.", "从另一手册引用什么：各部分写名称列表或 `all`；一个部分都不写表示全部。"),
    keys: {
      procedures: said("Procedures, made anew for this handbook: its posts, ledgers and cases.", "流程，按本手册重新编译：用本手册的岗位、台账，事项归本手册。"),
      calendars: said("Calendars.", "日历。"),
      departments: said("Departments.", "部门。"),
      roles: said("Posts.", "岗位。"),
      bodies: said("Bodies.", "集体机构。"),
      "party-kinds": said("Kinds of parties.", "相关方的种类。"),
      documents: said("Papers that people bring.", "来人携带的资料。"),
      papers: said("Lists of papers.", "资料清单。"),
      archives: said("Archives.", "档案。"),
      ledgers: said("Ledgers, with rows of their own here.", "台账；各行归本手册。"),
      tables: said("Tables.", "表格。"),
      reports: said("Reports.", "报表。"),
      checklists: said("Checklists.", "检查表。"),
      forms: said("Forms.", "表单。"),
      classes: said("Confidentiality classes.", "保密类别。"),
      channels: said("Ways to send.", "发送渠道。"),
      events: said("Events of the outside.", "外部事件。"),
      parameters: said("Values for the parameters of these procedures.", "这些流程的参数取值。"),
      schedules: said("What opens by itself.", "到时自动发起的事项。"),
      quotas: said("Quotas.", "指标。"),
      messages: said("Texts that are sent.", "要发送的消息。"),
      without: said("What is left out when everything is taken.", "全部引用时去掉哪些。"),
      as: said("What a name of the other handbook is called here: `as: { theirs: ours }`.", "另一手册的名称在本手册里叫什么：`as: { 对方名称: 本手册名称 }`。")
    }
  },
  timeRules: {
    self: said("Conventions of time.", "时间规则。"),
    keys: {
      zone: said("The time zone.", "时区。"),
      calendar: said("The calendar meant by `working days` when none is named.", "未指明日历时，`working days` 所用的日历。"),
      "day-ends": said("When `same day` ends: at midnight or at closing.", "“当日”到何时为止：午夜或下班。"),
      "after-closing": said("What comes after closing counts as the same day or the next opening day.", "下班后的事算当日还是下一开放日。"),
      holidays: said("Whether a due date on a holiday moves.", "期限落在节假日时是否顺延。"),
      "remind-at": said("At what time reminders counted in days are told.", "按天计算的提醒在几点发出。")
    }
  },
  calendar: {
    self: said("A calendar.", "日历。"),
    keys: {
      open: said("Weekdays and hours.", "开放的星期和时间。"),
      holidays: said("A source of public holidays that is plugged in, or `none`.", "接入的节假日来源，或 `none`。"),
      covered: said("For which time it is known. Beyond it a due date is provisional, never a guess.", "日历已知的范围。超出范围的期限标为暂定，不作猜测。"),
      closed: said("Further days it is closed.", "另外关闭的日子。"),
      "also-open": said("Further days it is open.", "另外开放的日子。")
    }
  },
  department: {
    self: said("A department.", "部门。"),
    keys: { "part-of": said("The department it belongs to.", "隶属于哪个部门。") }
  },
  role: {
    self: said("A post.", "岗位。"),
    keys: {
      rank: said("Its rank.", "职级。"),
      in: said("Its department. Left out: the post exists in every department and is used as `… in DEPARTMENT`.", "所属部门。不写：各部门都有此岗位，使用时写 `岗位 in 部门`。"),
      heads: said("The department it heads.", "负责哪个部门。"),
      "reports-to": said("The role above; the top role has none.", "上级岗位；最高岗位不写。"),
      "stands-in": said("Who acts when the holder is absent.", "任职人不在时由谁代理。")
    }
  },
  body: {
    self: said("A group that decides as one.", "集体决定的机构。"),
    keys: {
      founded: said("Whether it exists yet.", "是否已成立。"),
      "recorded-by": said("The role that enters its decisions.", "由哪个岗位登记其决定。")
    }
  },
  document: { self: said("A paper that people bring.", "来人携带的资料。"), keys: {} },
  papers: {
    self: said("Papers that must be shown.", "须出示的资料。"),
    keys: {
      needs: said("What is needed, each with its manner: `original`, `copy`, `seen`, `seen-and-copied`, `handwritten`.", "需要什么，各写明方式：原件 `original`、复印件 `copy`、查验 `seen`、验原件留复印件 `seen-and-copied`、亲笔 `handwritten`。"),
      of: said("The values that decide which list counts.", "按哪些取值区分清单。"),
      lists: said("One list for each value.", "每个取值一份清单。")
    }
  },
  papersList: {
    self: said("One list of papers.", "一份资料清单。"),
    keys: {
      includes: said("Another list that is needed too.", "一并包括的另一份清单。"),
      needs: said("What is needed.", "需要什么。")
    }
  },
  archive: {
    self: said("An archive.", "档案。"),
    keys: {
      by: said("What each folder is about.", "按什么分卷。"),
      "kept-by": said("The role that keeps it.", "保管岗位。")
    }
  },
  ledger: {
    self: said("A ledger.", "台账。"),
    keys: { columns: said("Its columns, as fields.", "各列，写法同字段。") }
  },
  table: {
    self: said("A table that procedures only read.", "流程只读取的表。"),
    keys: {
      columns: said("Its columns, as fields.", "各列，写法同字段。"),
      key: said("The columns that together find one row.", "共同确定一行的列。"),
      rows: said("The rows, written here.", "各行，直接写在这里。"),
      from: said("`host`: the rows come from the host's system.", "`host`：各行由接入系统提供。"),
      "adds-up": said("What the total of a column must be.", "某列合计应为多少。")
    }
  },
  report: {
    self: said("A count over rows.", "统计表。"),
    keys: {
      rows: said("A ledger, or `cases of` a procedure.", "台账，或 `cases of` 加流程名。"),
      day: said("The date column that decides to which period a row belongs.", "决定一行属于哪个期间的日期列。"),
      by: said("Grouped by these columns.", "按哪些列分组。"),
      show: said("What is shown of each group: `count`, `sum COLUMN`.", "每组显示什么：`count`、`sum 列名`。"),
      "each-row": said("Instead: every row, with these columns.", "改为逐行列出，显示这些列。")
    }
  },
  dataClass: {
    self: said("A confidentiality class.", "保密类别。"),
    keys: {
      "seen-by": said("Who may see it.", "谁可以看。"),
      "used-in": said("The procedures it may be passed to.", "可以传给哪些流程。")
    }
  },
  quota: {
    self: said("A share that must be reached.", "须达到的比例。"),
    keys: {
      count: said("What is counted.", "统计什么。"),
      of: said("Of how many.", "占什么的比例。"),
      per: said("In which span of time.", "以多长时间为一期。"),
      "at-least": said("The least share.", "最低比例。"),
      "at-most": said("The greatest share.", "最高比例。"),
      rounded: said("How the required number is rounded.", "应达数量如何取整。"),
      missed: said("Who is told at the end of the span if it was missed.", "期末未达到时通知谁。")
    }
  },
  missed: {
    self: said("Who is told.", "通知谁。"),
    keys: {
      tell: said("Who is told.", "通知谁。"),
      with: said("The message, by its name under `messages`.", "消息的名称，见 `messages`。")
    }
  }
}
