### 규칙의 결과: 이유, 질문, 한 문장의 판정.

## 낱말

access-allow = 허용
access-deny = 거부
access-depends = 미정
direction-inbound = 인바운드
direction-outbound = 아웃바운드
field-protocol = 프로토콜
field-source = 원본
field-source-port = 원본 포트
field-destination = 대상
field-destination-port = 대상 포트
stage-virtual-network = 보안 관리자 규칙
stage-subnet = 서브넷 NSG
stage-network-interface = NIC NSG
stage-and-group = { $stage } { $group }
platform-dns = Azure DNS
platform-wire-server = VM 에이전트의 WireServer
platform-dhcp = DHCP
platform-instance-metadata = 인스턴스 메타데이터 서비스

## 문장

## 목록: `a, b 또는 c`

list-or = { $others } 또는 { $last }

## 있을 수 없는 흐름

flow-mixed-families = 한 흐름에 IPv4 주소와 IPv6 주소가 함께 있을 수 없습니다
flow-icmpv6 = 네트워크 보안 그룹은 ICMPv6를 지원하지 않습니다

## 흐름이 아닌 텍스트: model/flow_text.rs

flow-text-missing = { $part ->
    [direction] 방향이 없습니다
    [protocol] 프로토콜이 없습니다
    [source] 원본이 없습니다
    [destination] 대상이 없습니다
   *[port] 콜론 뒤에 포트가 없습니다
}
flow-text-direction = 방향은 `{ $word }`일 수 없습니다
flow-text-protocol = 프로토콜은 `{ $word }`일 수 없습니다
flow-text-no-arrow = 화살표가 없어 원본과 대상을 구분할 수 없습니다
flow-text-left-arrow = `{ $word }` 화살표는 원본에서 대상으로 향하지 않습니다
flow-text-surplus = 필요 없는 단어입니다: `{ $word }`
flow-text-address = 주소는 `{ $word }`일 수 없습니다
flow-text-brackets = `{ $word }`에 대괄호가 없어 끝부분이 포트인지 주소인지 알 수 없습니다
flow-text-port = 포트는 `{ $word }`일 수 없습니다
flow-text-portless = { $protocol }에는 포트가 없으므로 쓸 수 없습니다: `{ $word }`
flow-text-help-form = `Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22`와 같이 방향, 프로토콜, 원본, 대상의 순서로 쓰세요
flow-text-help-meant = 다음과 같이 쓰세요: `{ $flow }`
flow-text-help-meant-either = `{ $first }` 또는 `{ $second }` 중 맞는 것을 쓰세요
flow-text-help-direction = `Inbound` 또는 `Outbound`를 쓰세요
flow-text-help-protocol = `TCP`, `UDP`, `ICMP`, `ESP`, `AH` 중 하나를 쓰세요
flow-text-help-address = `10.0.1.4`와 같은 주소 하나를 쓰거나 `10.0.1.4:443`과 같이 포트를 붙여 쓰세요
flow-text-help-brackets = `[fd00::4]`로 쓰거나 `[fd00::4]:443`과 같이 포트를 붙여 쓰세요
flow-text-help-port = 0에서 65535 사이의 번호를 쓰세요. 상관없는 포트에는 `*`를 쓰세요
flow-text-help-portless = 포트를 빼세요
flow-text-help-mixed-families = 두 주소를 모두 IPv4로 쓰거나 모두 IPv6로 쓰세요
flow-text-help-icmpv6 = IPv4 주소나 다른 프로토콜을 쓰세요

## 규칙이 일치하거나 일치하지 않은 이유

reason-join = ;{" "}
reason-matches = 모든 필드가 일치함
reason-matches-order-unknown = 모든 필드가 일치하지만 먼저 확인되는지 알 수 없음
reason-matches-same-priority = 모든 필드가 일치하지만 우선 순위가 같은 다른 규칙이 있음
reason-matches-direction-unknown = 모든 필드가 일치하지만 규칙의 방향을 알 수 없음
reason-matches-applies-unknown = 모든 필드가 일치하지만 규칙이 적용되는지 알 수 없음
reason-not-in = { $field } { $given }: { $wanted }에 속하지 않음
reason-is-not = { $field } { $given }: { $wanted } 아님
reason-open = { $field } { $given }: { $wanted }에 해당하는지 알 수 없음
reason-port-not-given = (지정되지 않음)
reason-port-none = (없음)
reason-priority-unknown = 규칙의 우선 순위를 알 수 없음
reason-access-unknown = 규칙의 액세스를 알 수 없음

## 질문

question-local-port = 로컬 포트가 { $ports }인가요?
question-remote-port = 원격 포트가 { $ports }인가요?
question-tag = { $address } 주소가 { $tag }에 속하나요?
question-internet-and-virtual-network = 두 출처가 서로 다릅니다. Internet을 거부하자 VirtualNetwork의 주소가 차단되었다는 보고(2021)가 있고, 문서에는 Internet이 다른 태그에 없는 주소만 포함한다고 되어 있습니다(2022). { $address } 주소는 Internet에도 속하나요?
question-group = { $address } 주소가 { $group }의 구성원인가요?
question-field = { $rule }의 { $field } `{ $text }` 값이 이 흐름과 일치하나요?
question-direction = 방향이 `{ $text }`인 { $rule } 규칙이 이 흐름에 적용되나요?
question-access = 액세스가 `{ $text }`인 { $rule } 규칙은 허용 규칙인가요?
question-precedence = { $rule } 규칙이 이 흐름과 일치하는 다른 규칙보다 먼저 확인되나요?
question-icmp-type = 두 출처가 서로 다릅니다. Azure가 규칙의 포트를 ICMP 유형과 비교했다는 보고가 있고, Microsoft는 ICMP에 포트가 없다고 답했습니다. 실제로 비교하며 유형이 { $types }인가요?
question-portless-protocol = 포트를 지정한 규칙이 포트가 없는 { $protocol } 트래픽과 일치하나요?
question-platform-traffic = 보안 관리자 규칙({ $rule })이 플랫폼 트래픽에 적용되나요?
answer-contradiction = 이 답과 앞의 답이 모두 맞는 흐름은 없습니다

## 판정

summary-rule = { $stage }의 { $rule } 규칙
summary-rule-with-priority = { $stage }의 { $rule }(우선 순위 { $priority }) 규칙
summary-rule-of-group = { $stage } { $group }의 { $rule } 규칙
summary-rule-with-priority-of-group = { $stage } { $group }의 { $rule }(우선 순위 { $priority }) 규칙
summary-no-rule = 규칙 없음
summary-always-allowed-by = { $rule }이 허용합니다. 네트워크 보안 그룹은 확인하지 않습니다.
summary-allowed-by = { $rule }이 허용합니다.
summary-allowed-by-after = { $before }이 허용한 후 { $rule }이 허용합니다.
summary-allowed-by-after-two = { $first }과 { $second }이 차례로 허용한 후 { $rule }이 허용합니다.
summary-denied-by = { $rule }이 거부합니다.
summary-denied-by-though = { $before }은 허용하지만 { $rule }이 거부합니다.
summary-denied-by-though-two = { $first }과 { $second }은 허용하지만 { $rule }이 거부합니다.
summary-allowed-either-way = 어느 경우든 허용됩니다. 다만 어느 규칙이 결정하는지는 정보가 부족해 알 수 없습니다: { $rules }.
summary-denied-either-way = 어느 경우든 거부됩니다. 다만 어느 규칙이 결정하는지는 정보가 부족해 알 수 없습니다: { $rules }.
summary-and = { $first } { $then }
summary-floating-ip-allow = 부동 IP를 사용하고 패킷이 공용 IP 주소({ $address })로 도착하면 { $rule } 규칙이 허용합니다.
summary-floating-ip-deny = 부동 IP를 사용하고 패킷이 공용 IP 주소({ $address })로 도착하면 { $rule } 규칙이 거부합니다.
summary-platform = 플랫폼이 허용합니다. { $service } 쪽으로 가는 트래픽에는 규칙이 적용되지 않습니다.
summary-platform-unless = 플랫폼이 허용합니다. { $service } 쪽으로 가는 트래픽에는 { $tag } 태그를 지정한 규칙만 적용됩니다.
summary-no-rule-matches = 허용합니다. NSG의 어떤 규칙도 일치하지 않습니다.
summary-no-group = 허용합니다. 적용되는 네트워크 보안 그룹이 없어 여기서는 트래픽을 필터링하지 않습니다. 다만 표준 SKU의 공용 IP 주소는 네트워크 보안 그룹이 없으면 인터넷에서 오는 트래픽을 차단합니다.
summary-too-much-unknown = 미정: 정보가 너무 부족해 더 말할 수 없습니다. 먼저 이 질문에 답하세요. { $question }
summary-depends-on-one = 미정: { $question } 예이면 { $yes }, 아니요이면 { $no }입니다.
summary-depends-on = 판정하려면 정보 { $count }개가 더 필요합니다: { $questions }
summary-depends-on-and-more = 판정하려면 정보 { $count }개가 더 필요합니다: { $questions } 그 외 { $rest }개가 더 있습니다.

## 판정의 전제

assumption-internet-ipv6 = Internet에 공용 IPv6 주소가 포함된다고 봅니다. 기록된 확장에는 모두 IPv4만 있습니다
assumption-any-ipv4 = 규칙의 0.0.0.0/0은 IPv4만 뜻한다고 봅니다. Azure 문서에는 설명이 없습니다
assumption-icmp-ports = { $rule } 규칙의 포트는 ICMP 유형일 수 없으므로 ICMP와 일치하지 않는다고 봅니다. Azure 문서에는 설명이 없습니다
assumption-empty-group = { $group }에 구성원이 없어도 { $rule } 규칙이 다른 그룹에는 적용된다고 봅니다. 2021년에는 이런 규칙이 전혀 동작하지 않은 사례가 있습니다
assumption-floating-ip = 부동 IP를 사용하지 않는다고 봅니다. { $rule } 규칙의 대상은 공용 IP 주소 { $address }이며, 부동 IP를 사용할 때만 패킷이 이 주소로 도착합니다
assumption-platform = 플랫폼 트래픽은 문서대로 통과한다고 봅니다. IP 흐름 확인이 이에 어떻게 응답하는지는 문서에 없습니다
