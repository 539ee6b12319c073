### 페이지의 틀, 흐름과 판정.

## 머리글, 방, 열: view/header.rs, view/mod.rs

header-tagline = Azure가 이 패킷을 허용할까요? Azure에 묻기 전에는 어떤 것도 이 페이지 밖으로 나가지 않습니다.
header-docs = 문서
header-language = 언어
header-sample = 예제
header-sample-choose = 선택…
header-clear = 모두 지우기
header-undo-name = 실행 취소: 이전 내용 되살리기
header-not-kept = 너무 커서 브라우저에 저장할 수 없습니다. 페이지를 새로 고치면 사라집니다.
header-kept-newer = 이 탭의 내용은 이 페이지의 최신 버전에서 저장한 것이어서 열지 않았습니다. 새로 고쳐 최신 버전을 받으세요. 여기서 무엇이든 바꾸면 저장된 내용을 덮어씁니다.
header-kept-damaged = 이 탭에 저장된 내용이 손상되어 열지 않았습니다. 여기서 무엇이든 바꾸면 저장된 내용을 덮어씁니다.
room-choice = 작업 선택
room-check = 확인
room-learn = 학습
rail-open = 규칙
rail-open-groups = 규칙: { $groups }
keys-title = 키보드 단축키
keys-this-list = 이 목록
keys-close = 닫기
keys-on = 키로 화면 이동
column-rules = 규칙
column-flow = 흐름
column-verdict = 판정

## 처음 열 때 보이는 것: samples.rs

sample-two-groups = 서브넷은 허용, NIC는 거부
sample-priority = 두 SSH 규칙 중 결정하는 규칙
sample-missing-fact = 정보가 부족한 경우
sample-tiers = 애플리케이션 보안 그룹으로 나눈 계층

## 흐름: view/flow.rs, state/flow_form.rs, state/outcome.rs

flow-direction = 방향
flow-protocol = 프로토콜
flow-local = 로컬: 가상 머신
flow-remote = 원격: 통신 상대
flow-address = 주소
flow-port = 포트
flow-port-any = 모두
flow-presets = 사전 설정
flow-who-starts = { $direction ->
    [Inbound] 원격이 연결을 시작하고 VM이 응답합니다. 응답에는 규칙이 필요 없습니다.
   *[Outbound] VM이 연결을 시작하고 원격이 응답합니다. 응답에는 규칙이 필요 없습니다.
}
flow-address-range = 범위가 아니라 주소 하나를 입력하세요.
flow-address-wrong = 10.0.1.4와 같은 IPv4 또는 IPv6 주소를 입력하세요.
flow-port-wrong = 0에서 65535 사이의 포트 하나를 입력하세요.
flow-whole-wrong = { $problem }. { $help }
flow-no-one-family = 한 주소는 IPv4이고 다른 주소는 IPv6입니다. 한 흐름의 두 주소는 같은 버전이어야 합니다.
flow-no-icmpv6 = 네트워크 보안 그룹은 ICMPv6를 지원하지 않습니다. IPv4 주소나 다른 프로토콜을 선택하세요.

## 판정: view/verdict.rs

verdict-change-flow = 흐름 바꾸기
verdict-bar = 판정으로 이동
verdict-no-rules = 아직 규칙 없음
verdict-no-rules-page = 네트워크 보안 그룹을 붙여넣거나, 파일을 열거나, 위에서 예제를 선택하세요.
verdict-no-rules-element = 네트워크 보안 그룹을 붙여넣거나 파일을 여세요.
verdict-none = 판정 없음
verdict-reading = 규칙을 아직 읽지 못했습니다.
verdict-unreadable = { $place ->
    [subnet] 서브넷 NSG를 읽을 수 없습니다. 고치거나 제거하세요.
   *[nic] NIC NSG를 읽을 수 없습니다. 고치거나 제거하세요.
}
verdict-no-flow = 흐름 입력 대기 중
verdict-no-flow-help = 판정을 보려면 두 주소를 모두 입력하세요.
verdict-rules-hidden = 이 답에 빠진 규칙이 있을 수 있습니다: { $what }.
verdict-too-much-unknown = 정보가 너무 부족해 더 말할 수 없습니다. 먼저 이 질문에 답하세요:
verdict-facts-missing = 판정에 필요한 정보 { $facts }개가 부족합니다. 여기에서 답하거나 규칙 또는 흐름에 입력하세요.
verdict-evidence = 근거
verdict-assumed = 가정: { $assumption }.

## 규칙 확인 순서: view/ladder.rs, view/ladder_rows.rs, view/row_access.rs

ladder-admin-rules = 보안 관리자 규칙
ladder-rules-missed = 일치하지 않은 규칙 { $rules }개 표시
ladder-rules-not-reached = 도달하지 않은 규칙 { $rules }개 표시
ladder-asking = 확인 중
ladder-waiting = 대기 중
ladder-passes = 통과
ladder-denies = 거부
ladder-depends = 미정
ladder-not-reached = 도달하지 않음
# Azure가 넣는 규칙의 이름 뒤에 붙습니다.
ladder-default = {""} 기본 규칙
ladder-always-allow = 항상 허용
ladder-access-unknown = 알 수 없음
ladder-matches = 모든 필드가 일치합니다.
ladder-any-protocol = 모두
ladder-more-entries = { $entries } 외 { $more }개

## 질문: view/questions.rs

questions-answered = 답변한 내용:
question-yes = 예 → { $outcome }
question-no = 아니요 → { $outcome }
question-port = 포트 { $port } → { $outcome }
question-other-port = 다른 포트 → { $outcome }
question-type-port = 포트 입력
question-answer-yes = 예
question-answer-no = 아니요
question-take-back = 답변 취소
question-take-back-answer = 답변 취소: { $question } { $answer }

## 모든 화면의 부품: view/parts.rs, view/copy.rs, view/lazy.rs

part-edited = 편집됨
part-edited-title = Azure에서 가져온 것과 다름
copy = 복사
copy-done = 복사됨
copy-by-hand = 직접 선택하여 복사하세요
lazy-loading = 불러오는 중
lazy-failed = 페이지의 이 부분을 불러오지 못했습니다. 그사이 새 버전의 페이지로 바뀌었다면 새로 고치세요.
lazy-again = 다시 시도

## 다른 필드에 든 토큰: view/stray.rs

stray-token = { $field }: 액세스 토큰이 들어 있습니다. 저장하거나 전달하거나 링크에 넣지 않으며, 여기에 두지 않는 것이 좋습니다.
stray-empty = 필드 비우기
stray-move = 토큰 필드로 옮기기
stray-tags = 서비스 태그
stray-members = 애플리케이션 보안 그룹 구성원
