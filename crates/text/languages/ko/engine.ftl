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

# 한국어 문장은 이름으로 시작할 수 있으며, 첫 글자를 바꾸지 않습니다.
sentence-capital = no

## 목록: `a, b 또는 c`

list-comma = ,{" "}
list-or = { $others } 또는 { $last }
list-more = 그 외 { $rest }개

## 있을 수 없는 흐름

flow-mixed-families = 한 흐름에 IPv4 주소와 IPv6 주소가 함께 있을 수 없습니다
flow-icmpv6 = 네트워크 보안 그룹은 ICMPv6를 지원하지 않습니다

## 규칙이 일치하거나 일치하지 않은 이유

reason-join = ;{" "}
reason-matches = 모든 필드가 일치함
reason-matches-order-unknown = 모든 필드가 일치하지만 먼저 확인되는지 알 수 없음
reason-matches-same-priority = 모든 필드가 일치하지만 우선 순위가 같은 다른 규칙이 있음
reason-matches-direction-unknown = 모든 필드가 일치하지만 규칙의 방향을 알 수 없음
reason-matches-applies-unknown = 모든 필드가 일치하지만 규칙이 적용되는지 알 수 없음
reason-not-in = { $field } { $given }이(가) { $wanted }에 속하지 않음
reason-is-not = { $field } { $given }은(는) { $wanted }이(가) 아님
reason-open = { $field } { $given }이(가) { $wanted }에 해당하는지 알 수 없음
reason-port-not-given = (지정되지 않음)
reason-port-none = (없음)
reason-priority-unknown = 규칙의 우선 순위를 알 수 없음
reason-access-unknown = 규칙의 액세스를 알 수 없음

## 질문

question-local-port = 로컬 포트가 { $ports }인가요?
question-remote-port = 원격 포트가 { $ports }인가요?
question-tag = { $address }이(가) { $tag }에 속하나요?
question-group = { $address }이(가) { $group }의 구성원인가요?
question-field = { $rule }의 { $field } `{ $text }`이(가) 이 흐름과 일치하나요?
question-direction = 방향이 `{ $text }`인 { $rule }이(가) 이 흐름을 판정하나요?
question-access = 액세스가 `{ $text }`인 { $rule }이(가) 허용하나요?
question-precedence = { $rule }이(가) 이 흐름과 일치하는 다른 규칙보다 먼저 확인되나요?
question-portless-protocol = 포트를 지정한 규칙이 포트가 없는 { $protocol }과(와) 일치하나요?
question-platform-traffic = 보안 관리자 규칙 { $rule }이(가) 플랫폼 트래픽에 적용되나요?
answer-contradiction = 앞의 답과 함께 이 답이 성립하는 흐름은 없습니다

## 판정

summary-rule = { $stage }의 { $rule } 규칙
summary-rule-with-priority = { $stage }의 { $rule }(우선 순위 { $priority }) 규칙
summary-rule-of-group = { $stage } { $group }의 { $rule } 규칙
summary-rule-with-priority-of-group = { $stage } { $group }의 { $rule }(우선 순위 { $priority }) 규칙
summary-no-rule = 규칙 없음
summary-always-allowed-by = { $rule }이 허용합니다. 네트워크 보안 그룹은 확인하지 않습니다.
summary-allowed-by = { $rule }이 허용합니다.
summary-allowed-by-after = { $before }이 허용한 뒤 { $rule }이 허용합니다.
summary-allowed-by-after-two = { $first }과 { $second }이 차례로 허용한 뒤 { $rule }이 허용합니다.
summary-denied-by = { $rule }이 거부합니다.
summary-denied-by-though = { $before }은 허용하지만 { $rule }이 거부합니다.
summary-denied-by-though-two = { $first }과 { $second }은 허용하지만 { $rule }이 거부합니다.
summary-allowed-either-way = 어느 경우든 허용합니다. 다음 중 무엇에 따른 것인지는 빠진 사실에 달려 있습니다: { $rules }.
summary-denied-either-way = 어느 경우든 거부합니다. 다음 중 무엇에 따른 것인지는 빠진 사실에 달려 있습니다: { $rules }.
summary-platform = 플랫폼이 허용합니다. { $service }(으)로 가는 트래픽에는 규칙이 적용되지 않습니다.
summary-platform-unless = 플랫폼이 허용합니다. { $service }(으)로 가는 트래픽에는 { $tag }을(를) 지정한 규칙이 아니면 규칙이 적용되지 않습니다.
summary-no-rule-matches = 허용합니다. 그룹의 어떤 규칙도 일치하지 않습니다.
summary-no-group = 허용합니다. 적용되는 네트워크 보안 그룹이 없어 여기서는 아무것도 필터링하지 않습니다. 다만 표준 SKU의 공용 IP 주소는 네트워크 보안 그룹이 없으면 인터넷에 대해 닫혀 있습니다.
summary-depends-on-one = 미정: { $question } 예이면 { $yes }, 아니요이면 { $no }입니다.
summary-depends-on = 빠진 사실 { $count }개에 달려 있습니다: { $questions }
summary-depends-on-and-more = 빠진 사실 { $count }개에 달려 있습니다: { $questions } 그 외 { $rest }개가 더 있습니다.

## 판정의 전제

assumption-internet-ipv6 = Internet에 공용 IPv6 주소가 포함된다고 봅니다. 기록된 확장에는 모두 IPv4만 있습니다
assumption-any-ipv4 = 규칙의 0.0.0.0/0은 IPv4만 뜻한다고 봅니다. Azure 문서에는 설명이 없습니다
assumption-platform = 플랫폼 트래픽은 문서대로 통과한다고 봅니다. IP 흐름 확인이 이에 어떻게 응답하는지는 문서에 없습니다
