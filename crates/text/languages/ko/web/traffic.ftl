### 기록된 트래픽의 방.

room-traffic = 트래픽
traffic-files = 흐름 로그
traffic-empty = 흐름 로그나 폴더를 여기에 놓으면 Azure의 기록이 이 규칙과 같은지, 편집했다면 기록된 흐름이 어떻게 되었을지, 각 규칙이 어떤 흐름을 결정하는지 볼 수 있습니다. 아무것도 이 페이지 밖으로 나가지 않습니다.
traffic-empty-where = 가상 네트워크 또는 NSG의 흐름 로그(PT1H.json, gzip 압축 포함)는 흐름 로그의 스토리지 계정에서 이름이 insights-logs로 시작하는 컨테이너에 있습니다. Traffic Analytics의 행(JSON 또는 CSV)도 됩니다.
traffic-sample = 기록된 일주일로 해 보기
traffic-sample-what = 웹 서버 두 대와 수요일에 변경된 규칙 하나입니다. 이 페이지의 규칙을 대체합니다.
traffic-no-rules = 먼저 규칙을 붙여넣으세요. NSG가 없으면 모두 허용됩니다.
traffic-file-count = 파일 { $files }개, { $size }
traffic-reading = { $of } 중 { $read } 읽음, 흐름 { $flows }개
traffic-replay = 지금 규칙으로 다시 확인
traffic-replay-why = 그 후에 규칙이 바뀌었습니다.
traffic-unread-file = 파일을 읽을 수 없습니다: { $file }. 다시 추가하세요.
traffic-filter = 기록의 일부만
traffic-filter-from = 시작(UTC)
traffic-filter-to = 끝(UTC)
traffic-filter-machines = 가상 머신의 주소
traffic-filter-macs = NIC의 MAC 주소
traffic-filter-apply = 이 부분만 확인
traffic-filter-clear = 전체 확인
traffic-filter-no-time = 날짜와 시간이 아닙니다: { $time }. 예: 2026-03-04T09:00
traffic-filter-no-period = 끝이 시작보다 앞에 있습니다.
traffic-filter-no-mac = MAC 주소가 아닙니다: { $mac }. MAC 주소는 16진수 숫자 12개로 되어 있습니다.
traffic-filtered = { $count ->
    [1] 기록된 흐름 1개는 이 부분에 들어 있지 않습니다.
   *[other] 기록된 흐름 { $flows }개는 이 부분에 들어 있지 않습니다.
}

## 기록과 같은지

traffic-parity = Azure의 기록과 같은가요?
traffic-period = 기록 기간: { $from } ~ { $to } (UTC).
traffic-differences = 기록과 이 규칙의 차이
traffic-column-azure = Azure
traffic-column-ours = 이 규칙
traffic-column-flows = 흐름
traffic-column-when = 기간
traffic-column-cause = 예상되는 이유
traffic-check = 이 흐름 확인
traffic-check-name = { $flow } 확인
traffic-parity-original = 편집 전의 원래 규칙을 기준으로 합니다.
traffic-other-rule = 흐름 { $flows }개는 결과가 같지만 Azure가 반환한 규칙이 다르거나 이름이 없습니다.
traffic-parity-depends = 흐름 { $flows }개는 이 규칙의 결과가 부족한 정보에 따라 다릅니다.
traffic-not-comparable = 흐름 { $flows }개는 NSG가 결정하지 않았습니다. 플랫폼 트래픽, 주어지지 않은 보안 관리자 규칙, 암호화되지 않은 패킷입니다.
traffic-more-rows = { $rows }행을 더 표시하지 않았습니다.
traffic-differ = 결과가 다른 흐름
traffic-time-line = { $label }: { $from } ~ { $to }
traffic-time-line-none = { $label }: 없음
traffic-bar = { $time }: 흐름 { $flows }개, { $label }: { $marked }개

## 편집했다면

traffic-change = 편집했다면 어떻게 되었을까요?
traffic-no-edits = 변경 미리 보기에서 규칙을 편집하면, 기록된 흐름 중 무엇이 차단되거나 허용되었을지 여기에 나옵니다.
traffic-edit = 규칙 편집
traffic-changed = 결과가 달라지는 흐름
traffic-markdown = Markdown
traffic-column-rulings = 편집 전 → 편집 후
traffic-column-vms = VM
traffic-column-vm = VM
traffic-column-remotes = 상대
traffic-column-remote = 상대
traffic-column-service = 서비스
traffic-column-bytes = 바이트
traffic-column-last = 마지막
traffic-region = { $direction } { $service }, { $source } → { $destination }
traffic-fact = 예: { $yes }. 아니요: { $no }.
traffic-others = 외 { $others }개
traffic-open = 누가 누구와

## 규칙이 결정하는 것

traffic-use = 각 규칙은 어떤 흐름을 결정하나요?
traffic-use-what = 기록된 흐름을 이 규칙으로 확인한 결과입니다. Azure의 기록에 적힌 규칙은 다를 수 있습니다(위 참조).
# 편집했을 때 문장 앞에 붙습니다.
traffic-of-edited = 편집을 반영한 규칙을 기준으로 합니다.
traffic-keep = 좁힐 때 남길 범위
traffic-each-address = 주소마다
traffic-column-rule = 규칙
traffic-column-where = 위치
traffic-used = { $count ->
    [1] 기록된 흐름 1개를 결정
   *[other] 기록된 흐름 { $flows }개를 결정
}
traffic-unused = 기록된 흐름을 결정하지 않음
traffic-perhaps = { $flows }, 아마 { $perhaps }개 더
traffic-tighten = 좁히기
traffic-tighten-name = { $rule } 좁히기
traffic-place-admin = 보안 관리자 규칙
traffic-place-subnet = 서브넷 NSG
traffic-place-nic = NIC NSG
traffic-tightened = 좁힌 { $rule }
traffic-field-protocol = 프로토콜
traffic-field-ports = 대상 포트
traffic-tighten-keeps = 이 규칙이 결정하는 기록된 흐름 { $flows }개는 결과가 모두 같습니다.
traffic-tighten-closes = 기록에서 아무도 쓰지 않은 것: { $summary }

## 차단된 흐름

traffic-denied = 차단된 흐름 허용하기
traffic-denied-what = 허용되었어야 하는 흐름을 선택하세요.
traffic-denied-flow = { $direction } { $service }, { $local }
traffic-choose = { $flows } 선택
traffic-allow-chosen = 선택한 흐름을 위한 규칙 찾기

traffic-limits = 기록으로 알 수 없는 것

## 같은 질문을 쿼리로

traffic-query = 같은 질문을 Kusto 쿼리로
traffic-query-what = 기록이 Log Analytics, Azure Data Explorer, Fabric, Sentinel에 있을 때 씁니다. 규칙은 쿼리 안에 있으므로 올릴 것이 없습니다.
traffic-query-about = 질문
traffic-query-table = 테이블
traffic-query-form = 형식
traffic-query-commented = 설명 포함
traffic-query-short = 짧게
traffic-query-stored = 저장된 함수
traffic-query-length = { $characters }자
