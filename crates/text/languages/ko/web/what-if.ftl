### 편집 중인 규칙, 편집으로 바뀌는 것, 규칙에 대해 알아 둘 것.

## 카드와 탭: view/what_if/closed.rs, view/what_if/mod.rs, state/what_if.rs

what-if-title = 변경 미리 보기
what-if-hint-no-rules = NSG를 붙여넣거나 파일을 여세요. 여기에서 규칙을 바꾸면 새로 허용되거나 차단되는 트래픽이 바로 표시됩니다.
what-if-hint = 규칙을 바꾸고, 배포하기 전에 어떤 트래픽이 새로 허용되거나 차단되는지 정확히 확인하세요.
tab-rules = 규칙 편집
tab-findings = 발견 사항
tab-why-not = 결과 바꾸기
tab-map = 맵
tab-contracts = 보장 조건
tab-take = 내보내기
show = 보기
undo = 실행 취소
undo-name = 실행 취소: { $step }
redo = 다시 실행
redo-name = 다시 실행: { $step }
back-to-original = 원래대로

## 실행 취소와 다시 실행에 표시되는 단계: state/edit/history.rs

step-new-text = 새 텍스트
step-comparison = 비교
step-edit = { $rule } 편집
step-move = { $rule } 이동
step-new-rule = 새 규칙 { $rule }
step-copy = { $rule } 복제
step-deletion = { $rule } 삭제
step-switch = { $rule } 사용/사용 안 함
step-original = { $rule } 원래대로
step-all-original = 모든 규칙 원래대로
step-fix = 적용한 수정
step-finding-fix = “{ $finding }” 수정

## 이동으로 바뀌는 번호: state/edit/history.rs

renumbered = { $rule }의 우선 순위는 이제 { $priority }입니다.
renumbered-no-room = 100에서 4096 사이에 사용할 수 있는 우선 순위가 없습니다.
renumbered-others = 우선 순위를 비우기 위해 다음 규칙도 옮겼습니다: { $rules }.
renumbered-other = { $rule } → { $priority }
renumbered-many = 우선 순위를 비우기 위해 다른 규칙 { $rules }개도 옮겼습니다.

## 규칙 목록: view/what_if/rules.rs

editor-rules = 규칙(우선 순위순)
editor-find = 규칙 찾기
editor-find-placeholder = 규칙 찾기…
editor-add = 규칙 추가
editor-none = 이 방향에는 사용자 지정 규칙이 없습니다. Azure의 기본 규칙만 적용됩니다.
editor-deleted = 텍스트의 변경으로 이 NSG가 삭제됩니다. 편집할 규칙이 없습니다.
editor-none-found = 이 내용을 포함하는 규칙이 없습니다.
editor-more = 남은 규칙 { $left }개 중 { $more }개 더 표시
editor-full = 4096까지의 모든 우선 순위가 사용 중입니다. 규칙을 삭제하거나 마지막 규칙의 우선 순위 번호를 줄이세요.
editor-defaults = 그다음은 변경할 수 없는 Azure의 기본 규칙입니다.
editor-default = { $source } → { $destination } { $access }

## 한 줄로 쓴 규칙: view/what_if/row.rs, view/what_if/rule_line.rs

row-off = 사용 안 함
row-deleted = 삭제됨
row-new = 새 규칙
row-move = { $rule } 이동: 위쪽 또는 아래쪽 화살표 키
row-move-title = 끌거나 위쪽/아래쪽 화살표 키 누르기
row-everything = 모든 트래픽
row-any-protocol = 모든 프로토콜 { $ports }
row-anywhere = 모든 주소
row-conditions = { $service } · { $source } → { $destination }
row-conditions-from-port = { $service } · { $source } 포트 { $ports } → { $destination }
row-not-in-original = 원래 규칙에 없음
row-original = 원래: { $priority } { $access } · { $conditions }
row-original-renamed = 원래: { $rule } · { $priority } { $access } · { $conditions }
row-remove = 제거
row-duplicate = 복제
row-switch-off = 사용 안 함
row-switch-on = 사용
row-delete = 삭제
row-close = 닫기

## 규칙 양식: view/what_if/form.rs

form-name = 이름
form-priority = 우선 순위
form-direction = 방향
form-access = 액세스
form-protocol = 프로토콜
form-source = 원본
form-source-ports = 원본 포트
form-destination = 대상
form-destination-ports = 대상 포트
form-description = 설명
form-any = 모두
form-priority-example = 100~4096
form-addresses-example = 10.0.1.0/24, Internet, asg:web 또는 *
form-ports-example = 443, 8000-8080 또는 *
form-was = 원래 값: { $value }
form-was-empty = 원래 값: 비어 있음
form-name-taken = NSG의 다른 규칙이 이 이름을 사용하고 있습니다
form-priority-taken = 우선 순위 { $priority }번은 { $rule } 규칙이 이미 사용하고 있습니다
form-put-before = { $rule } 앞에 놓기

## 영향: view/what_if/impact.rs

impact-no-edits = 아직 편집이 없습니다. 규칙을 끌거나 열어서 바꾸면 새로 허용되거나 차단되는 트래픽이 여기에 표시됩니다.
impact-working = 계산하는 중…
impact-cancel = 취소
# 편집 전후의 액세스 앞에 붙습니다.
impact-this-flow = 이 흐름:{" "}
impact-by = 규칙: { $rule }
impact-same = 바뀌지 않습니다
impact-title = 바뀌는 내용
impact-regions = 허용/거부가 바뀌는 흐름
impact-column-flows = 흐름
impact-from = 원본
impact-to = 대상
impact-before = 편집 전
impact-after = 편집 후
impact-how-many = 흐름 수
impact-example = 예시
impact-largest = 흐름 묶음 { $regions }개 중 가장 큰 { $shown }개입니다. 전체는 보고서에 있습니다.
impact-show-name = 예시를 양식에 넣기: { $service }, 원본 { $source }
impact-shown = 예시를 흐름으로 가져왔습니다. 판정은 위에 있고, 규칙 확인 순서와 Azure의 답은 ‘확인’에 있습니다.

## 발견 사항: view/what_if/findings.rs

findings-looking = 모든 규칙을 살펴보는 중…
findings-none = 발견 사항이 없습니다. 모든 규칙에 효과가 있고, 잘 알려진 포트를 노출하는 규칙이 없으며, Azure가 모든 규칙을 받아들입니다.
findings-rest = 심각도가 더 낮은 항목이 { $rest }개 더 있습니다.
findings-high = 높음 { $findings }
findings-medium = 중간 { $findings }
findings-low = 낮음 { $findings }
findings-info = 정보 { $findings }
severity-high = 높음
severity-medium = 중간
severity-low = 낮음
severity-info = 정보
finding-show-name = 보기: { $finding }, { $rule }
finding-fix = 수정
finding-shown = ‘확인’의 판정 아래에 규칙을 표시했습니다.
finding-shown-with-flow = ‘확인’의 판정 아래에 규칙을 표시하고, 이를 보여 주는 흐름을 가져왔습니다.

## 발견 사항의 종류, 문장 안에서 쓰는 형태: `nsg_analysis::findings`의 코드

finding-title-exposed-management-port = 관리 포트 노출
finding-title-exposed-database-port = 데이터베이스 포트 노출
finding-title-exposed-any-port = 모든 포트 노출
finding-title-default-route-in-virtual-network = VirtualNetwork 태그의 기본 경로
finding-title-probes-denied = 상태 프로브 거부
finding-title-apply-conflict = 적용 중 거부
finding-title-same-priority = 우선 순위 중복
finding-title-priority-out-of-range = 범위를 벗어난 우선 순위
finding-title-mixed-families = IPv4와 IPv6 혼용
finding-title-host-bits = 접두사의 호스트 비트
finding-title-list-in-singular-field = 단일 값 필드의 목록
finding-title-list-inside-entry = 항목 안의 목록
finding-title-any-in-list = 목록 안의 *
finding-title-tag-in-list = 목록 안의 서비스 태그
finding-title-no-members = 구성원 없는 그룹
finding-title-port-of-icmp = ICMP 규칙의 포트
finding-title-partial-internet-deny = 일부 포트만 거부하는 인터넷 규칙
finding-title-fixed-source-port = 고정된 원본 포트
finding-title-public-destination = 대상이 공용 IP 주소인 규칙
finding-title-platform-tag-allowed = 플랫폼 태그 허용
finding-title-unreachable = 효과가 없는 규칙
finding-title-partly-shadowed = 효과가 없는 항목
finding-title-cannot-match = 일치할 수 없는 규칙
finding-title-duplicate = 중복 규칙
finding-title-redundant = 필요 없는 규칙
finding-title-conflicting-overlap = 충돌하는 중첩
finding-title-mergeable-ranges = 합칠 수 있는 범위
finding-title-mergeable-rules = 합칠 수 있는 규칙

## 흐름의 결과를 바꾸는 것: view/what_if/mends.rs, view/what_if/closed.rs

mends-ask-allow = 어떻게 하면 허용될까요?
mends-ask-deny = 어떻게 하면 거부될까요?
mends-flow = { $access }: { $flow }
mends-no-flow = 먼저 위의 흐름을 입력하세요.
mends-trying = 가능한 편집과 그 부작용을 찾는 중…
mends-none = 이 NSG의 규칙을 편집해서는 결과를 바꿀 수 없습니다. 보안 관리자 규칙이나 Azure 자체 규칙이 결정하거나, 판정에 필요한 정보가 부족합니다. 판정을 확인하세요.
mends-ranked = { $wanted ->
    [Allow] 허용되게 하는 편집(부작용이 적은 순):
   *[Deny] 거부되게 하는 편집(부작용이 적은 순):
}
# 편집이 미치는 범위를 말하는 문장 앞에 붙습니다.
mends-changes = 변경 내용:{" "}
mends-apply = 적용
mends-apply-name = 적용: { $fix }

## 맵: view/what_if/map.rs, state/map.rs

map-after = 편집 후
map-before = 편집 전
map-difference = 차이
map-no-machine = 위의 흐름에 가상 머신의 주소를 입력하세요. 맵은 이 가상 머신이 주고받는 흐름을 보여 줍니다.
map-no-flows = 맵이 없습니다. 이 주소와 주고받는 { $protocol } 흐름이 없습니다. 다른 프로토콜이나 다른 주소 체계의 주소를 선택하세요.
map-drawing = 그리는 중…
map-title-inbound = 원본 포트 { $port }에서 { $machine } 주소로 가는 인바운드 { $protocol }. 세로: 통신 상대의 주소. 가로: 이 가상 머신의 포트. 주소나 포트가 하나뿐이어도 보이도록 큰 범위는 줄여서 표시합니다.
map-title-outbound = { $machine }의 원본 포트 { $port }에서 나가는 아웃바운드 { $protocol }. 세로: 통신 상대의 주소. 가로: 통신 상대의 포트. 주소나 포트가 하나뿐이어도 보이도록 큰 범위는 줄여서 표시합니다.
map-title-inbound-no-ports = { $machine } 주소로 가는 인바운드 { $protocol }. 세로: 통신 상대의 주소. 포트는 없습니다. 주소가 하나뿐이어도 보이도록 큰 범위는 줄여서 표시합니다.
map-title-outbound-no-ports = { $machine }에서 나가는 아웃바운드 { $protocol }. 세로: 통신 상대의 주소. 포트는 없습니다. 주소가 하나뿐이어도 보이도록 큰 범위는 줄여서 표시합니다.
map-role = 맵
map-name = 맵. { $cell } 화살표 키로 칸 사이를, Page Up과 Page Down 키로 답이 바뀌는 곳으로 이동합니다.
map-faint-lines = 흐린 선은 내 규칙이 아니라 Azure의 태그와 기본 규칙에서 생깁니다. 예를 들어 Internet에는 개인 IP 주소와 예약된 주소가 들어 있지 않습니다.
map-put = 이 흐름을 양식에 넣기
map-recorded = { $count ->
    [1] 점은 이 맵에 기록된 흐름 1개입니다. Azure가 허용했으면 채운 점, 차단했으면 빈 점입니다.
   *[other] 점은 이 맵에 기록된 흐름 { $flows }개입니다. Azure가 허용한 흐름은 채운 점, 차단한 흐름은 빈 점입니다. 점이 클수록 흐름이 많습니다.
}
map-recorded-part = 점은 이 맵에 기록된 흐름 { $flows }개 중 { $drawn }개입니다. Azure가 허용한 흐름은 채운 점, 차단한 흐름은 빈 점입니다. 점이 클수록 흐름이 많습니다.
map-recorded-none = 기록된 흐름 중 이 맵에 있는 것은 없습니다.
map-cell-recorded = 기록: 허용 { $allowed }개, 차단 { $blocked }개
map-in-words = 글로 보는 맵
map-cell = { $addresses }: { $answer }
map-cell-port = { $addresses }, 포트 { $port }: { $answer }
map-named = { $range }({ $name })
map-cell-ports = { $addresses }, 포트 { $first }-{ $last }: { $answer }
map-answer-by = { $access }(규칙: { $rule })
map-answer-changed = { $after }, 이전에는 { $before }
map-anywhere = 모든 주소
map-addresses = { $first }~{ $last }

## 보장 조건: view/what_if/contracts.rs, view/what_if/task.rs

contracts-open-name = 보장 조건 파일 열기
contracts-insert-example = 예시 넣기
contracts-label = 보장 조건(JSON 또는 YAML)
contracts-placeholder = 보장 조건을 JSON 또는 YAML로 붙여넣거나 파일을 여세요.
contracts-help = 누가 규칙을 편집하든 항상 충족되어야 하는 조건입니다. 같은 파일을 CI에서도 사용할 수 있습니다: npx nsg-what-if contracts.json --nic nsg.json
contracts-ready = 미리 준비된 보장 조건
contracts-ready-choose = 서비스 또는 검사 선택
contracts-ready-restore = 이전 보장 조건 복원
contracts-ready-source = 출처({ $date } 기준):{" "}
contracts-ready-notes = 정확히 문서화되지 않았거나 보장 조건으로 나타낼 수 없는 내용:
contracts-ready-not-loaded = 미리 준비된 보장 조건을 불러올 수 없습니다. { $problem }
contracts-tally = 보장 조건: { $counts }.
contracts-count-hold = 충족 { $contracts }
contracts-count-broken = 위반 { $contracts }
contracts-count-open = 미정 { $contracts }
contracts-lost-named = “{ $contract }” 조건은 편집 전에는 충족되었습니다.
contracts-lost = { $contracts }개는 편집 전에는 충족되었습니다.
contract-unnamed = 보장 조건 { $number }
contract-holds = 충족
contract-broken = 위반
contract-open = 미정
contract-lost = 편집 전에는 충족
contract-show-name = 흐름 보기: { $contract }
contract-shown = 흐름을 가져왔습니다. 판정은 위에 있고, 무엇에 따라 달라지는지는 ‘확인’에 있습니다.
contract-shown-with-rule = 이 조건을 충족하지 못하는 흐름을 가져오고, 결정하는 규칙을 ‘확인’에 표시했습니다.
contract-gained = 편집 전에는 충족되지 않았습니다.
contract-proven = 모든 흐름에 대해 증명되었습니다.
contract-hangs = 정보가 부족해 알 수 없습니다: { $flow }
contract-broken-by = { $access }(규칙: { $rule }): { $flow }
contract-broken-by-none = { $access }(규칙 없음): { $flow }
contracts-proving = 증명하는 중…
contracts-packet = 무엇이 잘못되었는지 보여 주는 패킷:

## 내보내기: view/what_if/take.rs

take-as = 형식
take-azure-cli = az 명령: 이 변경만
take-powershell = PowerShell: 이 변경만
take-arm = ARM 템플릿: NSG 전체
take-bicep = Bicep: NSG 전체
take-terraform = Terraform: NSG 전체
take-diff = 붙여넣은 텍스트에서 바뀌는 줄(패치)
take-file = 편집을 반영한 텍스트
take-csv = 규칙 표(CSV)
take-tsv = 스프레드시트에 붙여넣을 규칙 표
take-markdown-table = 티켓용 규칙 표(Markdown)
take-markdown = PR용 영향 보고서(Markdown)
take-json = 영향 보고서(JSON)
take-not-written = 작성할 수 없습니다: { $problem }.
take-download = 다운로드
take-edited-rules = 편집한 규칙

## 링크: view/what_if/take.rs, view/what_if/opened_link.rs, state/share.rs, state/analysis.rs

link-help = 규칙, 편집, 보장 조건, 흐름을 담아 이 페이지를 여는 링크입니다. 이 내용은 어떤 브라우저도 서버로 보내지 않는 # 뒤에 있으며, 링크를 가진 사람은 누구나 볼 수 있습니다. 먼저 이름과 주소를 다른 것으로 바꿀 수 있으며, 판정은 그대로입니다.
link-make = 링크 만들기
link-make-redacted = 이름과 주소를 바꿔 링크 만들기
link-itself = 링크
link-length = { $characters }자입니다.
link-long = { $thousands },000자 이상입니다. 일부 프로그램은 이 길이의 링크를 자릅니다. 먼저 시험해 보거나 템플릿을 보내세요.
link-deletes-group = 텍스트의 변경으로 NSG가 삭제되는데, 이름을 바꾼 링크에는 이 변경을 담을 수 없습니다. 모두 담은 링크를 만들거나 텍스트를 보내세요.
link-without-contracts = 보장 조건에는 이름과 주소가 들어 있어 링크에 담기지 않았습니다.
link-holds-token = 필드에 액세스 토큰이 들어 있습니다. 토큰을 지우기 전에는 링크를 만들지 않습니다.
link-not-made = 브라우저가 이 내용으로 링크를 만들지 못했습니다. 대신 ARM JSON을 다운로드하세요.
link-no-random = 브라우저에 다른 주소를 만들 난수가 없습니다.
link-unreadable = 링크가 손상되었거나 잘려서 아무것도 읽을 수 없습니다. 다시 요청하고, 링크가 길면 파일로 받으세요.
link-newer = 이 페이지의 최신 버전에서 만든 링크여서 아무것도 열지 않았습니다. 페이지를 새로 고친 후 링크를 다시 열거나 규칙을 파일로 받으세요.
link-opened-name = 링크로 열림
link-opened = 이 페이지는 링크로 열렸습니다. 링크에 든 내용:
link-replaces = 열면 지금 페이지에 있는 규칙과 흐름이 링크의 내용으로 바뀝니다.
link-open = 열기
link-keep = 지금 내용 유지
link-text = { $called }: { $kilobytes }KB
link-edited = { $text }, 편집 포함
link-file = { $called } ({ $file })
link-tags = 서비스 태그 { $tags }개의 주소
link-application-security-groups = 애플리케이션 보안 그룹 { $groups }개의 주소
link-flow = 흐름: { $flow }
link-flow-incomplete = 아직 완성되지 않은 흐름

## 페이지 옆의 분석: state/analysis.rs

analysis-cancelled = 취소했습니다. 다음에 편집하면 다시 분석합니다.
analysis-ended = 분석이 예기치 않게 끝났습니다({ $problem }). 더 작은 변경으로 시도하세요.
analysis-no-script = 스크립트를 불러올 수 없음
analysis-no-answer = 알 수 없는 응답
analysis-no-worker = 브라우저가 웹 워커를 시작하지 않음
analysis-no-question = 웹 워커에 요청을 보낼 수 없음
finding-recorded = { $rule }: { $words }
