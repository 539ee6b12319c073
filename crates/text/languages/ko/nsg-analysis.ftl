### 분석 결과: 변경의 영향, 규칙의 이상한 점, 흐름을 통과시킬 방법.

## 주소, 포트, 흐름의 짧은 표현

analysis-anywhere = 모든 주소
analysis-except = { $named }({ $missing } 제외)
analysis-address-ranges = 주소 범위 { $count }개
analysis-may-be-in = { $tag }에 있을 수 있는 주소
analysis-port-ranges = 포트 범위 { $count }개
analysis-service = { $protocols } { $ports }
analysis-all-tcp-and-udp = 모든 TCP 및 UDP
# 서비스 뒤에 붙으므로 빈칸이나 쉼표로 시작합니다.
analysis-besides-ipv6 = {" "}(IPv6)
analysis-besides-source-port = {" "}(원본 포트 { $ports })
analysis-besides-source-port-ipv6 = {" "}(원본 포트 { $ports }, IPv6)
list-and = { $others } 및 { $last }

## 수의 짧은 표현: 단위마다 늘어나는 자릿수

analysis-count-digits-of-unit = 4
analysis-count-unit-1 = 만
analysis-count-unit-2 = 억
analysis-count-unit-3 = 조
analysis-count-unit-4 = 경
analysis-count-in-units = { $number }{ $unit }

## 제한

analysis-too-large = 흐름이 너무 많은 조각으로 나뉘어 모두 나열할 수 없습니다. 한 방향만 선택하거나 포트 또는 주소 범위를 줄여 다시 시도하세요
analysis-too-much-unknown = 정보가 너무 부족해 무엇에 따라 달라지는지 말할 수 없습니다. 먼저 이 질문에 답하세요. { $question }

## 변경의 영향을 한 문장으로

impact-none = 바뀌는 트래픽이 없습니다.
impact-one = { $first } { $rest }
impact-two = { $first } { $second } { $rest }
impact-nothing-else = 그 밖에는 바뀌지 않습니다.
impact-others = 그 밖에 { $count }가지가 더 바뀝니다.
impact-opens = { $flows }이 새로 허용됩니다.
impact-may-open = { $facts }에 따라 { $flows }이 허용될 수 있습니다.
impact-allows = 이제 { $flows }이 확실히 허용됩니다.
impact-closes = { $flows }이 새로 차단됩니다.
impact-may-close = { $facts }에 따라 { $flows }이 차단될 수 있습니다.
impact-denies = 이제 { $flows }이 확실히 차단됩니다.
impact-may-change = { $facts }에 따라 { $flows }의 결과가 바뀔 수 있습니다.
impact-all-traffic = 모든
impact-flows-and = { $first } 및 { $second }
# 말하지 않는 부분은 비어 있습니다. 가운데 부분은 빈칸으로 시작하거나 끝납니다. 끝은 언제나 "트래픽"이나 "것"이므로 뒤에 "이"가 옵니다.
impact-flows = { $from } → { $to } 구간의{" "}{ $direction ->
    [inbound] 인바운드{" "}
    [outbound] 아웃바운드{" "}
   *[unsaid] {""}
}{ $family ->
    [ipv4] IPv4{" "}
    [ipv6] IPv6{" "}
   *[unsaid] {""}
}{ $traffic }{ $source_ports ->
    [all] {""}
   *[other] (원본 포트 { $source_ports })
}{ $only ->
    [shut] {" "}트래픽 중 허용되지 않던 것
    [open] {" "}트래픽 중 허용되던 것
   *[all] {" "}트래픽
}

## 흐름의 결과를 정하는 정보

impact-facts = 아직 모르는 정보
impact-facts-such-as = { $first } 등 아직 모르는 정보
impact-fact-tag = { $tag }에 무엇이 속하는지
impact-fact-group = { $group }의 구성원이 누구인지
impact-fact-port = 포트
impact-fact-field = { $rule }의 { $field }
impact-fact-direction = { $rule }의 방향
impact-fact-access = { $rule }의 액세스
impact-fact-priority = { $rule }의 우선 순위
impact-fact-icmp-type = Azure가 규칙의 포트를 ICMP 유형과 비교하는지
impact-fact-portless-protocol = Azure에서 포트를 지정한 규칙이 { $protocol } 트래픽과 일치하는지
impact-fact-platform-traffic = Azure가 플랫폼 트래픽에 { $rule } 규칙을 적용하는지

## 발견 사항

finding-rule = { $rule } 규칙
finding-rule-with-priority = { $rule }(우선 순위 { $priority }) 규칙
finding-same-priority = { $rules }의 우선 순위가 같습니다. Azure는 이를 거부하며, 어느 것이 먼저 확인될지 알 수 없습니다.
finding-priority-out-of-range = { $rule }의 우선 순위가 { $first }~4096을 벗어납니다. Azure가 거부합니다.
finding-mixed-families = { $rule }에 IPv4 주소와 IPv6 주소가 함께 있습니다. Azure는 한 규칙에 둘을 함께 두는 것을 거부합니다. 규칙을 둘로 나누세요.
finding-host-bits = { $rule }의 { $field } { $text }에 호스트 비트가 있어 Azure가 거부합니다. 올바른 값: { $meant }.
finding-list-in-singular-field = { $rule }의 { $field } 필드는 값 하나만 받는데 목록({ $text })이 있어 Azure가 거부합니다. 목록용 필드를 쓰세요.
finding-list-inside-entry = { $rule }의 { $field } 항목 하나에 목록({ $text })이 들어 있어 Azure가 거부합니다. 값마다 항목을 따로 쓰세요.
finding-any-in-list = { $rule }의 { $field } 목록에 *가 있어 Azure가 거부합니다. *는 값 하나만 받는 필드에 단독으로 쓰세요.
finding-tag-in-list = { $rule }의 { $field } 목록에 서비스 태그({ $text })가 있어 Azure가 거부합니다. 태그는 필드에 단독으로 써야 합니다.
finding-empty-group = { $rule }이 여러 그룹을 지정하는데 { $group }에는 구성원이 없습니다. 2021년에 이런 규칙이 전혀 동작하지 않은 사례가 있습니다. 이 그룹을 빼거나 구성원을 추가하세요.
finding-port-of-icmp = { $rule }이 포트를 지정하지만 ICMP에는 포트가 없습니다. *로 쓰세요. 포트를 쓰면 어떻게 되는지는 문서에 없습니다.
finding-fixed-source-port = { $rule }은 원본 포트 { $ports }만 일치시키지만, 클라이언트는 임의의 포트에서 보냅니다. 대상 포트를 쓰려던 것은 아닌가요?
finding-public-destination = { $rule }의 대상은 공용 IP 주소 { $address }입니다. 패킷은 부동 IP를 사용할 때만 이 주소로 도착합니다. 그 밖의 경우에는 개인 IP 주소를 지정하세요.
finding-partial-internet-deny = { $rule }은 포트 { $ports }만 거부하므로 다른 포트는 차단하지 않습니다. 모든 포트를 거부하려던 것은 아닌가요?
finding-load-balancer-as-machine = AzureLoadBalancer는 상태 프로브가 오는 주소이며 가상 머신의 주소가 아닙니다
finding-platform-tag-allowed = { $rule }이 AzurePlatformDNS를 허용합니다. Azure는 이 태그를 거부 규칙에서만 받습니다.
finding-default-route = VirtualNetwork에 기본 경로가 있어 모든 주소가 포함됩니다. AllowVnetInBound를 비롯한 VirtualNetwork 규칙이 인터넷에서 오는 트래픽과 일치합니다. 사용자 지정 규칙(우선 순위 100~4096)으로 거부하세요.
finding-cannot-match = { $rule }은 여기서 일치할 수 없습니다. { $why }.
finding-no-members = { $group }에 구성원이 없습니다
finding-empty-tag = { $tag } 태그가 비어 있습니다
finding-outside-virtual-network = { $prefix } 범위가 가상 네트워크에 없어 이 주소의 가상 머신이 없습니다
finding-duplicate = { $rule }은 { $twin }과 내용이 같습니다.
finding-redundant = { $rule }은 필요 없습니다. 없애도 모든 흐름의 결과가 같습니다.
finding-unreachable = { $rule }은 효과가 없습니다. 일치하는 모든 흐름을 우선 순위가 더 높은 규칙이 먼저 결정합니다.
finding-matches-nothing = { $rule }은 효과가 없습니다. 일치하는 흐름이 없습니다.
finding-unreachable-alike = { $count ->
    [1] { $rule }은 효과가 없습니다. 일치하는 모든 흐름을 { $blockers }이 먼저 결정하며, 결과도 같습니다.
   *[other] { $rule }은 효과가 없습니다. 일치하는 모든 흐름을 { $blockers }이 먼저 결정하며, 결과도 모두 같습니다.
}
finding-unreachable-opposite = { $count ->
    [1] { $rule }은 효과가 없습니다. 일치하는 모든 흐름을 { $blockers }이 먼저 결정하며, 결과는 반대입니다.
   *[other] { $rule }은 효과가 없습니다. 일치하는 모든 흐름을 { $blockers }이 먼저 결정하며, 결과가 모두 같지는 않습니다.
}
finding-partly-shadowed = { $rule }의 { $entry } 항목은 효과가 없습니다. { $higher }이 먼저 확인되며 반대로 동작합니다.
finding-conflicting-overlap = { $first }과 { $second }은 둘 다 일치하는 흐름에서 반대로 동작합니다. 먼저 확인되는 { $winner }이 결정합니다.
finding-mergeable-ranges = { $rule }은 목록의 항목을 { $fewer }개 줄여도 내용이 같습니다.
finding-mergeable-rules = { $first }과 { $second }은 한 규칙으로 합칠 수 있습니다. { $fields }만 다르며, 합쳐도 모든 흐름의 결과가 같습니다.
finding-fields-sources = 원본
finding-fields-source-ports = 원본 포트
finding-fields-destinations = 대상
finding-fields-destination-ports = 대상 포트
finding-exposed = { $rule }이 { $from }에서 오는 { $what } 트래픽을 허용합니다.
finding-every-port = 모든 TCP 포트
finding-port = { $service }(TCP { $port })
finding-apply-conflict = { $message }. { $help }.
finding-probes-denied = { $rule }이 { $address }에서 오는 부하 분산 장치의 상태 프로브를 거부합니다. 부하 분산 장치가 가상 머신을 비정상으로 표시하여 가상 머신이 새 연결을 받지 못합니다. 우선 순위가 더 높은 규칙에서 AzureLoadBalancer를 허용하세요.

## 흐름의 결과를 바꾸는 방법

why-not-sentence = { $clauses }
why-not-clauses = { $first } { $next }
why-not-add = { $place }에 { $rule }({ $access }, 우선 순위 { $priority }) 규칙을 추가합니다.
why-not-add-like-but = { $end ->
    [destination] { $place }에 { $rule }({ $access }, 우선 순위 { $priority }) 규칙을 추가합니다. { $like } 규칙과 같지만 대상은 { $addresses }입니다.
   *[source] { $place }에 { $rule }({ $access }, 우선 순위 { $priority }) 규칙을 추가합니다. { $like } 규칙과 같지만 원본은 { $addresses }입니다.
}
why-not-remove = { $place }에서 { $rule } 규칙을 제거합니다.
why-not-let-allow = { $place }의 { $rule } 규칙을 허용으로 바꿉니다.
why-not-let-deny = { $place }의 { $rule } 규칙을 거부로 바꿉니다.
why-not-widen = { $place }에 있는 { $rule } 규칙의 조건을 넓힙니다.
why-not-move = { $place }의 { $rule } 규칙을 우선 순위 { $priority }번으로 옮깁니다.
why-not-widen-and-move = { $place }에 있는 { $rule } 규칙의 조건을 넓히고 우선 순위 { $priority }번으로 옮깁니다.
why-not-room-one = 우선 순위를 비우기 위해 { $rule } 규칙을 { $from }번에서 { $to }번으로 옮깁니다.
why-not-room-two = 우선 순위를 비우기 위해 { $rule } 규칙을 { $from }번에서 { $to }번으로, { $last } 옮깁니다.
why-not-room-three = 우선 순위를 비우기 위해 { $rule } 규칙을 { $from }번에서 { $to }번으로, { $second }, { $last } 옮깁니다.
why-not-room-many = 우선 순위를 비우기 위해 { $rule } 규칙을 { $from }번에서 { $to }번으로 옮기고 다른 규칙 { $count }개도 옮깁니다.
why-not-room-beside = { $rule } 규칙을 { $from }번에서 { $to }번으로

## 보고서

report-equivalent = 모든 흐름의 결과가 이전과 같습니다.
report-more-permissive = 더 많이 허용되며, 새로 차단되는 흐름은 없습니다.
report-less-permissive = 더 많이 차단되며, 새로 허용되는 흐름은 없습니다.
report-incomparable = 새로 허용되는 흐름과 새로 차단되는 흐름이 모두 있거나, 정보가 부족해 알 수 없습니다.
report-rules = 바뀌는 규칙
report-rules-head = | 위치 | 규칙 | 이전 | 이후 |
report-no-rule = 없음
report-flows = 바뀌는 흐름
report-flows-head = | 방향 | 프로토콜 | 원본 | 대상 | 이전 | 이후 | 흐름 수 | 예 | 더 필요한 정보 |
report-largest = 흐름 묶음 { $count }개 중 가장 큰 { $shown }개를 표시합니다.
report-ruling = { $access }({ $rule })
report-one-flow = 흐름 하나
report-one-flow-before = 이전: **{ $access }**. { $summary }
report-one-flow-after = 이후: **{ $access }**. { $summary }

## 읽을 수 없는 보장 조건과 쿼리

contract-no-list = 보장 조건이 목록도 아니고 `contracts`라는 목록이 있는 개체도 아닙니다
contract-no-object = 보장 조건이 개체가 아닙니다
contract-no-field = { $field } 필드는 쿼리에 쓸 수 없습니다. 쿼리의 필드: { $fields }
contract-no-query = 쿼리가 개체가 아닙니다
contract-only-no-list = `only`가 목록이 아닙니다
contract-name-no-text = 이름으로 쓸 수 없는 값입니다: { $given }
contract-must-unknown = `allow`, `deny`, `allowOnly` 중 하나가 아닙니다: { $given }
contract-direction-unknown = `Inbound`도 `Outbound`도 아닙니다: { $given }
contract-unreadable = 읽을 수 없는 값입니다: { $given }. { $expected }
contract-value-of-type = { $kind } 형식의 값
contract-expects-list = 문자열 목록(예: ["443", "8443"])이어야 합니다
contract-expects-protocol = 프로토콜은 TCP, UDP, ICMP, ESP, AH 중 하나입니다
contract-expects-ports = 포트는 숫자 또는 20-25 같은 범위입니다
contract-expects-addresses = 주소는 주소 하나, 접두사, 10.0.0.1-10.0.0.9 같은 범위, 규칙이나 네트워크에 나오는 그룹, 또는 거기에 나오거나 Azure가 게시한 태그입니다

## 퀴즈의 답이 뜻밖인 이유

quiz-why-security-admin-rules = 보안 관리자 규칙
quiz-why-group-of-subnet = 서브넷의 NSG
quiz-why-group-of-network-interface = 네트워크 인터페이스의 NSG
quiz-why-shadowed-allowed = { $rule }도 모든 필드가 일치하지만 { $earlier }이 먼저 확인되어 허용합니다. 처음으로 일치하는 규칙이 결정합니다.
quiz-why-shadowed-denied = { $rule }도 모든 필드가 일치하지만 { $earlier }이 먼저 확인되어 거부합니다. 처음으로 일치하는 규칙이 결정합니다.
quiz-why-other-group = { $group }의 { $rule }은 허용하지만 두 NSG 모두 허용해야 합니다. { $other }의 { $denying }이 거부합니다.
quiz-why-default-rule = { $rule }을 포함해 사용자 지정 규칙은 아무것도 일치하지 않지만, 그렇다고 거부되지는 않습니다. 기본 규칙인 { $default }이 허용합니다.
quiz-why-depends = 주어지지 않은 정보에 따라 다릅니다. { $question } 예이면 답은 { $yes }, 아니요이면 { $no }입니다.
quiz-why-near-miss-allowed = { $rule }은 필드 하나가 맞지 않습니다. { $slip }. 그래서 { $instead }이 결정하며 허용합니다.
quiz-why-near-miss-denied = { $rule }은 필드 하나가 맞지 않습니다. { $slip }. 그래서 { $instead }이 결정하며 거부합니다.
quiz-why-slip-protocol = 이 규칙은 { $wanted }용이지만 이 흐름은 { $given }입니다
quiz-why-slip-source-port = 이 규칙은 원본 포트({ $wanted })를 지정하지만 클라이언트는 { $given } 같은 포트를 씁니다
quiz-why-slip-destination = 이 규칙의 대상은 { $wanted }인데, NSG에는 가상 머신의 개인 IP 주소({ $given })가 보입니다
quiz-why-tag-peers = { $tag } 태그는 { $own }보다 넓습니다. 여기서는 { $other }도 포함하므로 { $rule }이 일치합니다.
quiz-why-tag-default-route = 0.0.0.0/0 경로 때문에 { $address } 주소를 포함한 모든 주소가 { $tag }에 들어가므로 { $rule }이 일치합니다.
quiz-why-tag-host = { $tag }에는 부하 분산 장치가 프로브를 보낼 때 쓰는 { $address } 주소가 포함되므로 { $rule }이 일치합니다.
quiz-why-tag-azure = { $tag }에는 { $service }의 { $address } 주소를 비롯한 Azure 자체의 공용 IP 주소도 포함되므로 { $rule }이 일치합니다.
review-nothing = 허용하거나 차단하는 트래픽이 바뀌는 NSG가 없습니다.
review-one = { $group }: { $summary }
review-many = NSG { $groups }개 중 { $changed }개가 바뀝니다: { $kinds }.
review-more = 더 허용 { $count }개
review-less = 더 차단 { $count }개
review-both = 일부는 더 허용하고 일부는 더 차단 { $count }개
