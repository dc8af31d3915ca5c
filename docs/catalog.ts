/**
 * What the procedures of packages/procedures were written from: the catalog of five handbooks of property companies,
 * every entry with an id, the companies it comes from and a short title in our words. `docs/coverage.md` says where
 * each of them lives: the ids stand in the comments of the YAML.
 */
import type { Said } from "@frontdesk/core/language/diagnostic/Entry"

/** P procedure, D deadline, R rule, T recurring duty, N list of norms, E exam case, Q open question, S scenario. */
export const kinds = ["P", "D", "R", "T", "N", "E", "Q", "S"] as const
export type Kind = (typeof kinds)[number]

export interface Entry {
  readonly id: string
  readonly kind: Kind
  /** the companies whose handbook has it */
  readonly of: string
  readonly title: Said
}

const written = `
P01|V0B|Move-in: keys before acceptance|入住：先领钥匙后验收
P02|V2|Move-in: keys after payment and acceptance|入住：缴费验收后领钥匙
P03|V0A|Move-in of a company|单位客户入驻
P03b|V0A|End of a tenancy|退租
P04|V0B|Acceptance in rounds until the owner signs|反复验收直到业主签字
P05|V2|Acceptance with a limit for rectification|限期整改的验房
P06|V0B|House in custody|房屋托管
P07|V2|One key kept during renovation|装修期间钥匙托管
P08|V2 V4 V0A|Take-over from the developer, vacant houses|接管验收和空置房
P11|V0B|Renovation: approval and permit|装修审批和许可
P12|V0A V0B V2 V4|Renovation watched, violations corrected|装修监控和纠正违章
P13|V0B|Visitors received|来访接待
P14|V0B V1A|Callers received|来电接待
P15|V1A|Missed calls called back|未接来电回拨
P16|V2|One visit, several matters|一次来访多个事项
P17|V2|Enquiries answered by kind|按问题种类答复
P18|V2|Suggestions answered in writing|意见建议书面回复
P19|V3|Reception that goes up after two days and a week|两天、一周逐级上报的接待
P20|V2|Situation reports passed on|情况反映转办
P21|V2|What the centre cannot do|超出能力的事项
P22|V0B V2 V4|Official, leadership and press visits|公务、领导和媒体来访
P23|V2|Countersign sheet, out and back|会签单发出到收回
P24|V0B|Repairs taken in and dispatched|报修接待和派工
P25|V2|Repairs with arrival limits|限时到场的维修
P26|V0B|Callback after a repair|维修回访
P27|V1A|Repair of common parts|公共部位维修
P28|V1A|Service at home|上门服务
P29|V4|Damaged facilities reported by slip|公共设施损坏联络单
P30|V0B|Fees at the counter|前台交费
P31|V2|Fees at the counter, disputed sums recomputed|前台交费，有异议重新核算
P32|V0B V2 V4|Fees collected at the door|上门收费
P33|V0B|Dunning in steps|逐级催缴
P34|V2|Dunning that rests while problems are open|问题未解决时暂停催缴
P35|V4|The collector's day and month|收费员日结和月报
P36|V4|Petty cash and books|备用金和账簿
P37|V4|Expenses, seals, cheques, contracts|费用预审、印章、支票、合同
P38|V0A V4|Parking spaces|车位手续
P39|V0A V0B V4|Paid services|有偿服务
P40|V0B|Income and expenditure published|收支公布
P41|V0B|Complaints in three tiers|三级投诉
P42|V2|Complaints by sheet|会签单投诉
P43|V4|Complaints within a day|一天内办结的投诉
P44|V0A V3|Complaints in short form|简式投诉
P45|V0B|A resident beside himself|情绪激动的住户
P46|V0B|Harm is stopped first|先止损
P47|V2|Corrective and preventive action|纠正预防措施
P48|V2|Callbacks|回访
P49|V0B V4|Items leave the estate|物品放行
P50|V2 V0A|Keys received and kept|钥匙接收和保管
P51|V2|Keys lent and returned|钥匙借还
P52|V2|Key cabinet opened after hours|晚间启封钥匙柜
P53|V2|Keys counted daily|每日盘点钥匙
P54|V2 V0A|Archives kept|档案保管
P55|V2|Archives read and lent|档案借阅
P56|V2|Archives checked monthly|档案每月校对
P57|V3 V4 V0A|Owners' data kept and guarded|业主资料维护和保密
P58|V2|Activities of the year planned|年度活动计划
P59|V2|An activity prepared and held|活动筹备和实施
P60|V2|An activity nobody had planned|计划外活动
P61|V2|Activities reviewed|活动总结
P62|V2|Newspaper subscriptions|订阅登记
P63|V2|Mail sorted and delivered|邮件分拣投递
P64|V2|Mail that cannot be delivered|无法投递的邮件
P65|V1C|Penalties for poor service|服务质量扣罚
P66|V1C|Appeals|申诉
P67|V1D|Appraisal of the month|月度绩效考核
P68|V4 V0A|Quality checked|品质检查
P69|V4|Owners' forum watched|业主论坛
P70|V4 V3 V0A|Satisfaction asked for|满意度调查
P71|V3|Procedures reviewed each quarter|流程季度复审
P72|V0A V2 V4|Patrols|巡查
P73|V0A V2 V4|Duty, shifts, records|值班、交接班、记录
P74|V0A V2 V4 V1A|Notices and publications|通知和发布
P75|V0A V2 V4|Plans and reports|计划和总结
P76|V0A V2 V3 V4|Training and knowledge|培训和知识
P77|V0A V4|Contractors supervised|外包监管
P78|V4|The assistant acts for the manager|助理代行职权
P79|V0A V3 V4|Emergencies|紧急情况
P80|V1B|Entry without the owner|业主不在时紧急进入
P81|V1B|An open door found|发现房门敞开
P82|V1B|Damage by a leak|渗漏损害
P83|V0B V1B|Neighbours in dispute|邻里纠纷调解
P84|V0A V4|People who come and go|人员出入
P85|V4 V2|Relations with authorities and committee|对外关系
D01|V2|General repair: there in 60 minutes|一般维修60分钟到场
D02|V2|Simple repair: there in 20 minutes|简单维修20分钟到场
D03|V2|Urgent repair: at once|急修立即到场
D04|V2|Repair ticket back in 24 hours|维修单24小时交回
D05|V0B|Callback on safety facilities in 2 days|安全设施2天内回访
D06|V0B|Callback on leaks 3 days after the test|渗漏试漏后3天内回访
D07|V0B|Callback on other repairs in 2 days|其他维修2天内回访
D08|V0B|Letter three months after the notice|通知三个月后发函
D09|V0B|Major complaint to the director the same day|重大投诉当天报主任
D10|V0B|Major complaint answered in 2 days|重大投诉2天内答复
D11|V0B|Major complaint solved in 10 days|重大投诉10日内解决
D12|V0B|Important complaint to the supervisor in an hour|重要投诉一小时内报主管
D13|V0B|Important complaint finished in 3 days|重要投诉3天内办结
D14|V0B|Minor complaint in 2 days or as asked|轻微投诉2天内或按要求
D15|V0B|Result told the same day|当天通报结果
D16|V2|Sheet back in 72 hours|会签单72小时收回
D17|V3|To the supervisor after 2 days|2天后转主管
D18|V3|To the manager after a week|1周后转经理
D19|V1A|Phone answered within three rings|三声内接听
D20|V2|Undeliverable mail back in 3 days|无法投递邮件三日内退回
D21|V2|Letters of the day delivered that day|当日信件当日投递
D22|V2|Plan of the year in the fourth quarter|第四季度订年度计划
D23|V2|Details three weeks before|提前3周细则
D24|V2|Prepared one week before|前一周准备就绪
D25|V2|Set up the day before|前一天布置
D26|V2|Checked on the day|当天检查
D27|V1C|Summary at the end of the month|月末汇总
D28|V1C|Penalties to finance from the 1st to the 5th|每月1-5日报财务
D29|V1D|Appraisal published on the last day|月末最后一天公布
D30|V1D|Appraisal to the office by the 1st|次月1日前报办公室
D31|V4|Complaint within 24 hours|投诉24小时内
D32|V4|Cash above the limit to the bank|超额现金存银行
D33|V3|Procedures reviewed each quarter|流程每季度复审
D34|V2|Archive check each month|档案每月核对
D35|V0B V2|Specialist's reply at the agreed time|专业答复按约定时间
D36|V0B|Repair at the agreed time|维修按约定时间
D37|V2|Limit for rectification|整改期限
D38|V2|Limit for passing on a complaint|投诉转办期限
D39|V2|Limit for solving an objection|异议解决期限
D40|V0B|Custody patrols|托管巡查
R01|V0B|Every repair is called back|维修回访率100%
R02|V2|Every complaint is called back|投诉回访率100%
R03|V2|Every suggestion is called back|意见建议回访率100%
R04|V2|Every demand is called back|诉求回访率100%
R05|V2|30% of repairs are called back|维修回访率30%
R06|V2|10% of mail and activities are called back|报刊、活动回访率10%
R07|V2|At most 70% of callbacks by phone|电话回访不超过70%
R08|V2|Every sheet is recovered|会签单回收率100%
R09|V4|Every complaint is handled|投诉处理率100%
R10|V4|Rate of collection|收缴率
R11|V4|Rate of satisfaction|满意率
R20|V1C|Fine for each point|按分罚款
R21|V1C|Additional fine from 5 points|5分起加罚
R22|V1C|Discipline from 11 points|11分起纪律处分
R23|V1C|Dismissal from 20 points|20分起开除
R24|V1C|Shared 70 to 30 with the superior|与上司七三分担
R25|V1C|Published from 5 points or 3 times|5分或3次公布
R26|V1D|Six weights and 10 yuan a point|六项权重，每分10元
R27|V0B|Custody fee is 70%|托管费按70%
R28|V0B|Custody caps on water and power|托管水电上限
R29|V2|Callback quota rounded up|回访数量向上取整
R30|V2|Limit of phone callbacks|电话回访上限
R31|V4|Deposit when cash exceeds 2000|现金超2000元存入
R32|V2|Disputed sum recomputed together|有异议共同重新核算
R33|V0A V4|How fees are computed is explained|费用计算的说明
R40|V2|Archive read with approval only|调档须审批
R41|V2|Special rooms: manager signs|特殊房间经理签字
R42|V2|After hours: two from two departments|晚间两部门两人
R43|V2|Written reply by a manager|经理以上书面回复
R44|V1C|Who assesses whom|谁考核谁
R45|V2|Stopping a sheet needs a signed explanation|终止暂停须签字说明
R46|V2|Director accepts in special cases|特殊情况主任验收
R47|V2|Complaints about superiors go to the director|投诉主管以上报主任
R48|V3|Only the manager closes the unresolvable|仅经理可关闭
R49|V3|Major revision approved above|重大修订上级批准
R50|V4|Texts for owners are reviewed first|对业主文字先审核
R51|V2|Activities approved, also by the committee|活动审批及管委会
R52|V4|No voucher, no payment|凭证不全不办理
R53|V4|No private use of cash|不得挪用现金
R54|V4|The assistant acts for the manager|助理代行
R55|V4|The collector is guided by finance|收费员受财务指导
R56|V2|Keys only for work, or with authority|因工作或授权取钥匙
R57|V0B|Structural change needs approval|结构改动须批准
R58|V0B V1B|Tenant's furniture needs the owner's word|租户搬家具须业主许可
R59|V1D|Appraisal approved by the manager|考核经理批准
R60|V2 V3|Owners' data is not disclosed|业主资料不外泄
R61|V3|Owners' data for estate affairs only|资料仅用于物业
R62|V2|Nothing is concealed|不得隐瞒
R63|V1A|No gifts|谢绝馈赠
R64|V2|Nothing said without basis|不作无依据的说明
R65|V2|Files come back whole|档案完整归还
T01|V0A|Whole estate patrolled several times a day|每日多次全区巡视
T02|V0A|Manager's patrol, morning and afternoon|经理上下午巡查
T03|V2|Steward's daily patrol|管理员每日巡查
T04|V3|Reception record reviewed daily|每日审核接待记录
T05|V2|Keys counted daily|每日盘点钥匙
T06|V1D|Daily check|每日检查
T07|V4|Forum reported daily|论坛日报
T08|V4|Cash settled daily|每日结算
T09|V0A|Equipment tidied daily, checked monthly|设备日清月查
T10|V4|Duty record read daily|每日阅值班记录
T11|V0A|Staff meeting each week|每周例会
T12|V3|Records reviewed on Mondays|每周一审核
T13|V1D|Rating on Mondays|每周一评定
T14|V2|Demands counted weekly|每周诉求统计
T15|V4|Complaints analysed weekly|每周投诉分析
T16|V4|Two quality checks a week|每周两次抽检
T17|V0B|Custody patrol|托管巡查
T18|V0B|Repairs counted monthly|每月维修统计
T19|V2|Archives checked monthly|每月核对档案
T20|V1C|Violations summed up at month end|月末违规汇总
T21|V1C|Penalties to finance|扣罚报财务
T22|V1D|Appraisal published|考核公布
T23|V1D|Appraisal to the office|考核报办公室
T24|V4|Safety checked monthly|每月安全检查
T25|V4|Arrears counted monthly|每月欠费统计
T26|V4|Last month reconciled|上月对账
T27|V3|Procedures reviewed|流程复审
T28|V2|Heating fee each season|每季供暖费
T29|V2|Activity plan|活动计划
T30|V2|Activities of the year summed up|年度活动总结
T31|V1A|Patrol before the rush hours|高峰期前巡查
T32|V1A V4|Greetings on holidays and birthdays|节日生日问候
T33|V4|Posts checked at night|夜间查岗
T34|V0A|Publicity planned monthly and yearly|月度年度宣传计划
T35|V0A|Flower beds on holidays|节日花坛
T36|V0A|Patrol reports and complaints read daily|每日阅巡查和投诉
T37|V0A|Payment notices delivered on time|按时送达缴费通知
T38|V2|Staff appraised by the sheets|以会签单考核
N-1|V1A|The front desk's surroundings|前台环境
N-2|V1A V0A|Conduct at the front desk|前台行为
N-3|V1A|Car park|车场
N-4|V1A|Roads|道路
N-5|V1A|Repair of common parts|公共部位维修
N-6|V1A|Service at home|上门服务
N-7|V0A|Dress|着装
N-8|V0A|Ethics|职业道德
N-9|V0A|Basics of service|服务基本要求
N-10|V0B|Receiving complaints|投诉接待
N-11|V3|Style of reception|接待风格
N-12|V0A|Office and greeting|办公和迎送
N-13|V2|Conduct on the post|岗位行为
E01|V1B|Three months' fee in advance|预收三个月管理费
E02|V1B|From when the fee runs|管理费从何时起算
E03|V1B|Fee refused because of a neighbour|因邻居拒缴
E04|V1B|Concrete to be made green|硬地改绿化
E05|V1B|Leak from a flat never waterproofed|未做防水的渗漏
E06|V1B|Joint at the water meter broke|水表接头老化
E07|V1B|Tenant moves furniture, owner abroad|租户搬家具而业主在国外
E08|V1B|A neighbour's security door|邻居防盗门
E09|V1B|The cleaner in the open flat|保洁员进入房间
E10|V1B|Smoke and dripping water|烟雾与滴水
E11|V1B|Guards beat owners|保安打业主
E12|V1B|Advertisement on the podium|裙楼广告
Q01|all|Calendar or working days|自然日还是工作日
Q02|V0B|Whose ID a delegate brings|代办出示谁的身份证
Q03|V0B|Which papers a company adds to|单位在哪些资料之外
Q04|V0B V2|Keys before or after acceptance|验收前后发钥匙
Q05|V2|Contract or process sheet|合同还是流程单
Q06|V0B|What beyond the custody caps|超出托管用量
Q07|V2|Sheet's 72 hours and suggestions|会签单时限与建议
Q08|V3|Anchor of 2 days and a week|两天与一周的起点
Q09|V2|Length of an extension|延期多久
Q10|V2|Channels of the repair chart|报修途径
Q11|V2|Anchor of the ticket's 24 hours|24小时的起点
Q12|V2|Agreed time or arrival limit|约定时间与到场时限
Q13|V0B|Anchors of reply and result|答复与通报的起点
Q14|V2|The fourth copy|第四联
Q15|V0B V2|Callbacks 100% or 30%|回访率100%或30%
Q16|V2|Whether "supervisor and above" includes|"主管以上"是否含本级
Q17|V2|Callbacks by phone|电话回访
Q18|V2|Anchor of three days for mail|邮件三日的起点
Q19|V1C|Bands with gaps|分档空缺
Q20|V1D|Before the 1st, inclusive|1日前是否含1日
Q21|V1C|Director or manager on top|主任与经理谁高
Q22|V1C V1D|Yuan for a point|每分几元
Q23|V0B|Which term of a minor complaint wins|轻微投诉取哪个期限
Q24|V2|Sheet to the department or the director|会签单给部门还是主任
Q25|V0B|When the letter goes out|催缴函何时发
Q26|V4|What is deposited|存多少
Q27|all|Terms of complaints differ|投诉期限各不同
Q28|V1C|70/30 of what|七三分什么
Q29|V2 V4|Who gets the weekly report|周报给谁
Q30|V2|Special cases excepted|特殊情况除外
Q31|V2|Names of the committee|管委会名称
Q32|V2|Who signs the verification|谁签验证
Q33|V1A|Points promised, none given|有名无分的考核
Q34|V1C V1D V3|What is referred to and absent|提到而缺失的附件
Q35|V1D|Verified score prevails|以核实分数为准
Q36|V2|Mail: text or chart|邮件以文或图为准
Q37|V1D|Days for objections|异议期
Q38|V2|Limit of a callback|回访时限
Q39|V1C|How a superior is pursued|如何追究上司
Q40|V2|Scrambled charts|次序混乱的流程图
Q41|V1D|Weights for non-supervisors|非主管的权重
S01|V0B|Move-in without defects|无缺陷入住
S03|V0B|Acceptance refused twice|两次拒绝验收
S04|V2|Keys after payment and acceptance|缴费验收后领钥匙
S06|V0A V2|A company moves in; a vacant unit|单位入驻；空置房
S07|V0B|Structural change through a delegate|代办的结构改动
S08|V2|Violation found on patrol|巡查发现违章
S09|V0B V1A|Specialist, official, missed call|专业问题、公务、未接来电
S10|V2|One visit, three matters|一次来访三件事
S11|V2|Kinds of enquiries|各类咨询
S12|V3|Solved within two days|两天内解决
S14|V3 V0A|A complaint told by another post|其他岗位转告的投诉
S15|V2|Arrival limits and ticket|到场时限和维修单
S18|V1A V4|Common parts, home visit, liaison slip|公共维修、上门、联络单
S19|V0B|Major complaint|重大投诉
S20|V0B|Important complaint|重要投诉
S22|V0B|Harm going on, resident beside himself|正在受损、情绪激动
S26|V0B V2 V3 V4|One complaint in four companies|同一投诉四家公司
S27|V0B|Entry, open door, neighbour, leak|进入、敞门、邻里、渗漏
S29|V0B|Dunning|催缴
S31|V0B|Items released|物品放行
S33|V2 V3|Archives and owners' data|档案和业主资料
S35|V2|Community activity|社区活动
S39|V0A V2 V3 V4|A week of duties|一周的例行工作
S40|V0A V0B V3 V4|Recording, control, substitution, emergency|记录、控制、代理、紧急
`

export const catalog: ReadonlyArray<Entry> = written
  .trim()
  .split("\n")
  .map((line) => {
    const [id = "", of = "", en = "", zh = ""] = line.split("|")
    return { id, kind: id.charAt(0) as Kind, of, title: { en, zh } }
  })
