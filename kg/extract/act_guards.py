"""Stretches of a clause in which a verb is no act: names, conditions, relative clauses, brackets, modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.act_groups import called
from kg.extract.act_modifiers import modifies
from kg.extract.act_phrases import Phrase, phrases
from kg.extract.act_scan import Hit
from kg.extract.act_subjects import Reading
from kg.model import Kind
from kg.offsets import Span

ITEM_MAX = 5  # characters: a longer item of a mechanism that stands in a clause of its own is told as an act
CLOSED = (Kind.ORGANIZATION, Kind.POST, Kind.FACILITY, Kind.PERSON, Kind.MECHANISM, Kind.INSTRUMENT)
# 对暂不能开工的企业, 符合条件的, 凡参加救治的人员: whom something concerns, told before what is done with them
CONCERNED = re.compile(
    r"(?:[一二三四五六七八九十\d]+[是、.)]|同时|此外|其中|并|但|且|[((][一二三四五六七八九十\d]+[))]|\s)*"
    r"(?:将|继续|可)?(?:对于?|针对|凡是?|除|因|受|由于|符合|属于|享受|位于|来自|经|以及)[^,]*的[^,的]{0,16}$"
)
# 生产消毒剂的|企业可…, 承担救治任务的|医院接受…: who is meant, before what they do
RELATIVE = re.compile(
    r"(?P<who>[^,:;]{2,60}的)[^,:;的、]{0,14}?(?:企业|人员|患者|病人|医院|单位|机构|群众|公司|纳税人|职工|员工|学生|地区|家庭|项目|车辆|者|户|居民|村民|个人|组织|团体|部门|干部|产品|物资|收入|费用)"
    r"(?=[可应须要将已均都自按由免]|一律|给予|享受|优先|不得|不能|在|凭|接受|所|原则|能|就|也|还|从|给|向|因|经|到|每|必)"
)
AIMED = re.compile(
    r"为(?:了|更好|加快|尽快|及时|便于|进一步|提高|提升|促进|支持|推动|鼓励|应对|方便|帮助|配合|,)?[^,]{0,3}$"
)
# 为居民|代购药品, 为农户|投保: whom an act serves; but 为企业|复工提供保障 aims at what they do themselves
SERVED = re.compile(
    r"(?:免费|主动|专门|及时|统一|逐户|上门|并|还|也|将|可)*为[^,]{0,2}(?:居民|群众|村民|市民|农户|农民|企业|员工|职工|患者|学生|老人|旅客|乘客|司机|客户|商户|店铺|家庭|人员|他们|她们|师生|灾民|牧民|渔民|贫困户|脱贫户)$"
)
OWN_ACTS = frozenset({"WorkResumption", "SchoolClosure"})
HEADED = re.compile(
    r"[((]?[\d一二三四五六七八九十]{1,3}[.、))](?:[一-鿿]{2,8}|[一-鿿]{2,16}(?:对象|原则|要求|职责|方式|标准|流程|范围|条件|目的|依据|区域|场所))$"
)  # 4.安全检查: a heading of a paper
MEANS = re.compile(r"(?:利用|通过|采[取用]|借助|以)[^,]{0,6}$")
CARRIED = re.compile(r"废|垃圾|物资|货物|煤|粮|标本|样本")  # not people
LISTS = re.compile(
    r"[^,]{0,16}?(?:涵盖|涉及|包括|包含|主要有|分为|围绕(?![^,]*等[^,、]{0,4}(?:部位|区域|场所|路段|地段|环节|领域|重点|地区))|不得编造)"
)
LABELS = re.compile(r"【|→|(?:\S+\s+){5}")
LABEL_MAX = 6  # characters: 物流保证: is a label
ADVISED = re.compile(r"可|请|应|要|须|会议|强调|指出|提醒|通知|建议|呼吁")
RUN_ON = 100  # characters: a clause with labels (【政策依据】) that is longer has lost its marks
THEN = re.compile(r"(?:时间)?[后後前](?:方可|才|可以?|再|,|$)")
BARE = re.compile(r"(?<!是)(?<!目)[^,]的$")
# 如发现异常, 若需采购: what may be
SUPPOSED = re.compile(
    r"(?:但|且|并|而)?(?:如果|如(?![下期数实何此今同约]|火)|若|假如|倘若|一旦|只要|即使|无论|不管|除非)"
)
RESULT = re.compile(r"及时|立即|应|要|可|须|请|将|必须|就")
CAUSE = re.compile(
    r"(?:避免|防止|禁止|不)因[^,]{2,30}?(?:引发|导致|造成|拒绝|停止|而)|"
    r"(?:因|由于|受|鉴于|随着|面对|在)[^,]{2,40}?(?:影响|原因|限制|冲击|(?:的)?(?:情况|前提|基础|背景|形势|领导|指导|指挥|支持|帮助|组织|努力|配合|带领|统筹|带动|推动|监督)下|(?:的)?(?:同时|基础上|过程中?))"
)
# (责任单位:人行营业管理部), (财税〔2016〕36号印发), 【政策依据】
BRACKETS = re.compile(
    r"\((?:本报|本网)?(?:记者|通讯员)[^)]*\)|\([^)]*(?:责任|牵头|配合|负责|号|部门|委员?会?、|局、)[^)]*\)?|【[^】]{1,12}】|^[^(]{0,60}(?:负责|配合|局|委)\)"
)
SERVES = re.compile(
    r"由[^,]{2,40}组成的|关于[^,。]{4,40}?的(?:重要|一系列)*(?:指示|批示|讲话|论述|决策|部署|精神)|用于(?!口)[^,]*|(?:据|经)[^,]{0,20}(?:报道|介绍|统计|了解|透露|通报)|[^,]{0,12}(?:温馨|特别|友情)提[醒示]$|负责解释|[^,]{2,6}解释(?:说|道|称)?$|[^,]{2,16}提醒$"
)
# verbs that need an object, by their word: 运输|通道, 生产|企业, 供应|问题
WORDS = re.compile(
    r"(?:运输|装运|发运|空运|运送)(?=绿色|资源|通畅|畅通|需求|次序|效率|量|难|等|价格|物资车|任务|专列|专线|通道|车辆|企业|服务|部门|司机|能力|组织|线路|市场|保障|行业|秩序|方式|成本|工具|局|厅|部|业|人员|船|机|枢纽|环节|过程|证)"
    r"|(?:生产|加工生产|产出)(?=所需|物资|企业|经营|线|车间|者|力|资料|秩序|能力|成本|基地|规模|方式|任务|安全|环境|用|厂|销售|条件|水平|工艺|单位|组织|许可|自救|生活|难|资金|计划|进度|情况|要素|过程|技术|作业|损失|总值|形势|指导|服务|流通|加工|和|、|及|防护|供应|性|区|主体|功能|方面|发展|建设|旺季|季|期|、)"
    r"|日产(?=量|能)|(?:销售|收购|售卖|促销)(?=额|收入|渠道|人员|价格|企业|商|市场|情况|方|网络|平台|点|部|活动|量|不畅|难|旺季|形势|和|、)"
    r"|(?:供应|供给|保障|稳定|管理|处置|安排|准备|检测|投入|统计|服务|维护|治理|利用|使用|发展)(?=等|问题|情况|难题|困难|秩序|不足|不畅|充足|紧张|充分|较|有限|费)"
    r"|(?:工作|统一|总体|有关|各项|相关|的|要求|具体|决策)部署|部署(?=要求|和|及|,|$)|保障(?=金|房|法|体系|部门|局|性)|(?<=[一-鿿])建设(?=项目|工程)|(?<=[一-鿿])(?:落实|执行|开展|推进|实施|完成|设置|配备|建设|储备|管理|处置)(?=、|等(?:工作|情况|方面)|情况|力度|进度|进展)"
    r"|(?:推进|推动|发展|改造|建设|利用|使用|投入|投资|创新|开发|培育|培养)(?=力度|情况|会|器|者|商|区|局|部|厅|规划|银行|集团|趋势|潜力|空间|模式|动力|水平|质量|环境|理念|能力|阶段|不平衡)"
)
DOES = re.compile(r"负责|承担|参与|进行|开展|展开|推进|有序|正在|加紧|抓紧")
NOT_DONE = re.compile(
    r"(?:不能|无法|未能|尚未|没有|难以|暂不|无[需须]|毋须|不需|不必|不便|不接受|拒绝|拒不|不配合|不服从|面对各种|免予|不予|从轻|未)(?:行政|正常|及时|按时|按期|如期|按|外出|参加|进行|开展|出现)*$"
)
COVERED = re.compile(
    r"(?:突出(?=贡献|问题|成绩|表现|矛盾|特点|位置)|大数据分析(?=发现|显示|表明)|介绍(?=[^,]{0,4}(?:说|称|道|,|$))|(?:表示|公布|通报)$)"
)


# 结合企业复工的|新形势, 打牢…的|基础: what is had in mind, or what comes of it
VIEWED = re.compile(
    r"(?:结合|针对|从|利用|立足|着眼|鉴于|考虑到|抓住|打牢|夯实|筑牢|奠定|担负起|承担起|形成了?|保持)[^,]*的[^,的]{0,8}"
    r"(?:形势|实际|时机|角度(?:出发)?|情况|特点|基础|职责|格局|冲劲|劲头|状态|氛围|特征|优势|机遇)$"
)
VIEWED_ENDS = frozenset("势际机度发况点础责局劲头态围征遇")
# 生产企业的|资金需求: what is needed, not what is done about it
NEEDED = re.compile(
    r"(?![^,]*(?:满足|对接|了解|解决|回应|保障|摸[清排]|掌握|[收征]集|统计|发布|提出|上门|调查|梳理|汇总|反映|报送|确保))[^,]*需求$"
)
# 为超市配送蔬菜的|企业: which firms are meant
PRODUCING = re.compile(
    r"(?![^,]*(?:组织|协调|支持|帮助|引导|指导|督促|鼓励|推动|走访|确定|推荐|扶持|给予|监督|检查|服务于|联系|对接|协助|引进|培育|建成|建设))"
    r"[^,]*(?:生产|加工|配送|运输|保障|销售|供应|经营|储备|承担)[^,]*?企业(?:\([^)]*\))?$"
)
# 承担协作任务的|有关同志: who is meant
DOER = re.compile(
    r"(?:承担|参加|参与|负责|从事|奔赴|支援)[^,]*的[^,的]{0,12}(?:同志|负责人|人员|单位|干部|代表|专家|医务工作者|工作者|队员)$"
)
# 这是…的重要举措, …之一: what something is
ISA = re.compile(
    r"[^,]*(?<![但可于若只凡第或总要越一二三四五六七八九十还论])是(?!否)[^,]*(?:之一|的(?!工作|管理)[^,的]{2,12}|终点|关键|重点|重中之重|小区|目的|目标|举措)$"
)
# 经审核通过后, 拒绝接受隔离的, 违反隔离规定: what must come first, what is punished
BEFORE = re.compile(r"(?:并|且)?经[^,]{2,30}(?:(?:通过|同意|批准|核准|合格|许可|确认|备案)后?|后)$")
OFFENCE = re.compile(
    r"(?:对|或者?|凡|有|以及|、|[((][一二三四五六七八九十]+[))])*(?:隐瞒|不按(?!照)|不执行|不如实|拒绝(?!接待)|拒不|违反|不服从|不配合|妨碍|妨害|抵制|阻碍|未按|逾期不)"
    r"|[^,]{2,14}(?:拒绝接受|拒不|抵制)"
)
# 检查中, 在转移安置现场, 返岗复工前: where or when something else is
SETTING = re.compile(
    r"[^,]{2,4}中$|[^,]{2,14}(?<!正在)(?:收购|检查|调研|考察|救援|排查|治理|行动|抢险|培训|走访|演练|防控|采访)中$|[^,]{1,12}(?:完成|结束|完毕)[之以]?后$|在[^,]{2,24}(?:现场|一线|工地|前沿|路上|途中|田里|地里|田间地头|车间里?|大棚里?|园里|基地里|示范田|试验田)$|(?:现在|目前|眼下)?距离?[^,]{2,20}(?:还有|仅剩|还剩)[^,]*$|(?:今年|去年|当前|目前|眼下|近年来?)的?(?:春耕|春播|夏[收种播]|秋[收种播]|三[夏秋]|抗疫|抗洪)(?:生产|时节)?$|[^,]{0,40}(?:期间|之际|前夕|过程中)$"
    r"|[^,]{0,24}(?:复工|复产|返岗|开学|上岗|上班|营业|出行|就诊|入校|返校|出门)[之以]?前$"
    r"|[^,]*(?:正值|正处|处于|进入)[^,]*(?:期|季|季节|阶段|时节|高峰|关头|之时)$"
)
# 鼓励对重点物资生产企业, …: whom the next clause is about
TOPIC = re.compile(
    r"(?:鼓励|支持|并|且|同时|其中)?(?:对于?|针对)(?![^,]*(?:进行|开展|实行|予以|给予|加强|落实|实施|逐|做好|采取|全部|均|应|要|由|不|发放|提供))"
    r"[^,]{4,}(?:企业|人员|单位|群众|患者|家庭|地区|项目|车辆|场所|乘客|旅客|居民|者|病例)$"
    r"|(?:满足|具备|具有|从事|取得|无|未)[^,]*的[^,的]{0,10}(?:企业|人员|单位|机构|纳税人|公司|个人|者|户|项目|车辆|群众|市民)$"
)
# 募捐方案|包括…: what a paper or a group is made up of
MADE_OF = re.compile(
    r"[^,]{0,24}(?:方案|内容|范围|目录|清单|对象|材料|信息|物资|项目|职责|情形|人员|单位|场所)(?:主要|一般)?(?:包括|包含|涵盖|分为)"
)
# 对救援处置|提出明确要求: what is spoken about
SPOKEN = re.compile(
    r"(?:就|对)[^,]{4,60}(?:提出|作出|做出)了?[^,、]{0,8}(?:要求|指示|批示|部署|安排|规定|决定|意见|建议)"
)
# 严厉打击|哄抬物价、封路设卡等行为: what is punished is not done by those who punish
PUNISHED = re.compile(
    r"(?<=查处|打击|惩治|严惩|整治|取缔|制止|杜绝|惩处)[^,]{3,}(?:行为|犯罪|活动|现象|案件|乱象|问题)(?=$|[,。;])"
)
# 为加强疫情防控工作,|有效减少人员聚集,…,现就…通知如下: the aims of a paper before what it says
AIM_FIRST = re.compile(
    r"[\s\d一二三四五六七八九十、.]*为了?(?:做好|加强|进一步|切实|有效|深入|认真|贯彻|全力|全面|坚决|更好|严格|支持|应对|落实|防止|预防|防控|深刻|保障|确保|有序|统筹|积极|规范|推[动进]|促进|阻断|遏制)"
)
AIM_NEXT = re.compile(
    r"(?:有效|切实|最大(?:限度|程度)地?|进一步|坚决|全力|全面|更好地?|积极|充分|严格|及时|努力)*(?:减少|避免|防止|阻断|切断|保障|确保|保证|保护|维护|促进|推[动进]|落实|做好|加强|支持|满足|降低|遏制|统筹)"
)
AIM_THEN = re.compile(
    r",(?:现[就将对决予]|特[此制作]|决定|经[^,]{2,20}[,决同批]|根据(?!需要|实际|情况)|按照|依据|自[^,]{2,14}起|我[省市县区局委院校]|本[省市县区局院])"
)
ANNOUNCED = re.compile(
    r"(?:[一二三四五六七八九十]+、)?现[就将对][^,]{2,60}(?:通知|通告|公告|公布|告知|说明|提示|通报|函告|要求|意见|事项)如下$"
)
# 接受的捐赠物资,|应专项用于…: what the next clause is about, told first
TOPIC_FIRST = re.compile(
    r"(?![^,]*(?:要|应当|必须|须|推动|督促|印发|发布|引导|制定|进行|及时|已|了|将(?!来)|责令|决定|强调|指出))[^,]*的[^,的、]{1,14}$"
)
MODAL_NEXT = re.compile(r",(?:要|应|须|必须|可|不得|一律|允许|原则上|在[^,]{2,20}(?:给予|将))")
# 提高办理率, 增强…水平: what comes of an act
RAISED = re.compile(
    r"(?:进一步|不断|切实|着力|有效|全面|大幅|显著|持续|努力|更好地?)*(?:提高|提升|增强)[^,]{2,}(?:水平|效率|意识|率|能力|质量)$"
)
STEADY = re.compile(
    r"[^,]{4,}总体(?:有序|平稳|顺利|稳定|良好|可控|正常)(?:有力|有序|可控|高效)?$|[^,]*(?:水平|能力|效率|产量|收入|规模|面貌)(?:不断|持续|显著|明显|大幅|进一步|稳步|再|得到){1,2}(?:提升|提高|增加|增长|扩大|改善|增强|创新高)$"
)
TWO_HEADS = re.compile(r"[一二三四五六七八九十]{1,3}、[^,、]{3,20}\s[((][一二三四五六七八九十]{1,3}[))]")
# 排查发现为密切接触者,…: who is meant by what follows
FOUND = re.compile(r"[^,]*(?:发现|判定|诊断|认定)为[^,]*(?:者|人员|病例|患者)的?$")
LASTS = re.compile(r"(?:工作|行动)?(?:已经?|一直)?(?:持续了|持续(?=[^,]{0,4}\d)|历时|为期)")
ORDINAL = re.compile(r"[一二三四五六七八九十]{1,2}要[^,、]{3,10}$")  # 五要摸清情况。… heads a paragraph


def cut_up(r: Reading, clause: Span, hits: Sequence[Hit]) -> list[Phrase]:
    """The verb phrases of a clause by the words found in it, without those that names and nouns hold."""
    text = r.page.text.normal
    return phrases(text, clause, hits, r.grammar, list(shadows(r, clause, hits))) if hits else []


def shadows(r: Reading, clause: Span, hits: Sequence[Hit]) -> Iterator[Span]:
    """Where in a clause no act is told.

    Args:
        r: the page with its mentions.
        clause: a clause of it.
        hits: all hits inside the clause.
    """
    text = r.page.text.normal
    verbal = [h for h in hits if h.verbal]
    if not verbal:
        return
    yield from _names(r, clause, hits)
    group = called(r.nouns, clause.start, clause.end)
    if group:
        yield group
    if _whole(text, clause, verbal) or (r.normative and HEADED.match(text, clause.start, clause.end)):
        yield clause
        return
    for pattern in (CAUSE, BRACKETS, SERVES, COVERED, WORDS, SPOKEN, PUNISHED):
        for match in pattern.finditer(text, clause.start, clause.end):
            if match.end() > match.start():
                yield Span(*match.span())
    relative = RELATIVE.match(text, clause.start, clause.end)
    if relative:
        yield Span(clause.start, relative.end("who"))
    taught = {a.span.end for a in verbal if a.family == "guide"}  # 指导|防汛抢险
    for hit in verbal:
        if hit.span.start in taught or _modifier(text, clause, hit):
            yield hit.span


def _names(r: Reading, clause: Span, hits: Sequence[Hit]) -> Iterator[Span]:
    """Names in which a verb is no act, but not those that are acts themselves (应收尽收) nor items told as clauses."""
    text = r.page.text.normal
    for m in r.index.overlapping(clause, *CLOSED):
        acts = sum(len(h.span) for h in hits if h.measure and m.span.covers(h.span))
        said = m.kind is Kind.MECHANISM and text[m.span.start - 1] != "“" and acts * 3 >= len(m.span) * 2
        if not said:
            yield m.span
    for item, name in r.items:
        if item.overlaps(clause) and (clause.covers(name) or len(item) <= ITEM_MAX):
            yield item


def _modifier(text: str, clause: Span, hit: Hit) -> bool:
    if (
        text[hit.span.start - 1] == "的"
        and clause.start < hit.span.start
        and not hit.light
        and not DOES.search(text, clause.start, clause.end)
    ):
        return True
    if THEN.match(text, hit.span.end, clause.end + 1) or LASTS.match(text, hit.span.end, clause.end):
        return True
    if NOT_DONE.search(text, max(clause.start, hit.span.start - 8), hit.span.start):
        return True
    if hit.measure == "Meeting" and MEANS.search(text, clause.start, hit.span.start):
        return True
    if hit.measure == "Quarantine" and text.endswith("转运", hit.span.start, hit.span.end):
        return bool(CARRIED.search(text, clause.start, clause.end))
    return bool(hit.measure) and modifies(text, hit.span.end, clause.end, hit.measure)


def _whole(text: str, clause: Span, verbal: Sequence[Hit]) -> bool:
    """Whether a clause only says whom or what something concerns, or what may be."""
    if (
        LISTS.match(text, clause.start, verbal[0].span.start)
        or _aimed(text, clause, verbal[0])
        or (clause.end - clause.start > RUN_ON and "【" in text[clause.start : clause.end])
    ):
        return True
    if text.endswith("方面", clause.start, clause.end) or _defines(text, clause) or _prefaces(text, clause):
        return True
    goes_on = text.startswith("。", clause.end) and text[clause.end + 1 : clause.end + 2] not in ("", "\n")
    if goes_on and ORDINAL.match(text, clause.start, clause.end):
        return True
    last = text.rfind("的", clause.start, clause.end)
    after = [h for h in verbal if h.span.end > last + 1 and (h.span.end == clause.end or clause.end - h.span.end > 3)]
    if last >= 0 and not after:
        if CONCERNED.match(text, clause.start, clause.end):
            return True
        if last == clause.end - 1 and BARE.search(text, clause.start, clause.end):
            return True
    return bool(
        SUPPOSED.match(text, clause.start, clause.end) and not RESULT.search(text, clause.start + 1, clause.end)
    )


def _prefaces(text: str, clause: Span) -> bool:
    """Whether a clause is a heading, a label, or an aim told before what a paper says."""
    start, end = clause.start, clause.end
    if text.startswith(":", end) and end - start <= LABEL_MAX and not ADVISED.match(text, start):
        return True
    if ANNOUNCED.match(text, start, end) or TWO_HEADS.match(text, start, end):
        return True
    if MODAL_NEXT.match(text, end) and TOPIC_FIRST.match(text, start, end):
        return True
    if not AIM_NEXT.match(text, start, end):
        return False
    first = max(text.rfind(mark, 0, start) for mark in "。!?;\n") + 1
    stop = min((at for mark in "。!?;\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    return bool(first < start and AIM_FIRST.match(text, first, start) and AIM_THEN.search(text, end, stop))


def _aimed(text: str, clause: Span, first: Hit) -> bool:
    """Whether a clause only says what something is done for (为保障…), not for whom it is done (为农户投保)."""
    if not AIMED.match(text, clause.start, first.span.start):
        return False
    return first.measure in OWN_ACTS or not SERVED.match(text, clause.start, first.span.start)


def _defines(text: str, clause: Span) -> bool:
    """Whether a clause only says what is had in mind, needed, meant or punished, or when something is."""
    start, end = clause.start, clause.end
    return bool(
        (text[end - 1] in VIEWED_ENDS and VIEWED.search(text, start, end))
        or (text.endswith("需求", start, end) and NEEDED.match(text, start, end))
        or (text.endswith(("企业", ")"), start, end) and PRODUCING.match(text, start, end))
        or (text.find("是", start, end) >= 0 and ISA.match(text, start, end))
        or any(
            p.match(text, start, end) for p in (BEFORE, OFFENCE, MADE_OF, SETTING, TOPIC, RAISED, STEADY, DOER, FOUND)
        )
    )
