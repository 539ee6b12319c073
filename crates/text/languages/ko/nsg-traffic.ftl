### 기록된 트래픽: Azure의 기록과 같은지, 변경했다면 기록된 흐름이 어떻게 되었을지.

## 기록과 같은지

traffic-nothing = 읽은 기록에 이 규칙이 결정한 흐름이 없습니다.
traffic-nothing-comparable = 이 규칙과 비교할 수 있는 흐름이 기록에 없습니다.
traffic-agree = { $count ->
    [1] 기록된 흐름 1개에서 Azure의 기록과 이 규칙의 결과가 같습니다.
   *[other] 흐름 { $flows }개 모두에서 Azure의 기록과 이 규칙의 결과가 같습니다.
}
traffic-agree-mostly = 흐름 { $flows }개 중 { $share }에서 Azure의 기록과 이 규칙의 결과가 같습니다.

## 다른 이유

traffic-cause-changed = { $last }부터 { $first }(UTC) 사이에 규칙이 변경되었을 가능성이 큽니다. 그때까지는 이 규칙의 결과가 기록과 같습니다. 누가 변경했는지는 NSG의 활동 로그에 있습니다.
traffic-cause-changed-before = { $last }부터 { $first }(UTC) 사이에 규칙이 변경되었을 가능성이 큽니다. 그 후로는 이 규칙의 결과가 기록과 같습니다. 누가 변경했는지는 NSG의 활동 로그에 있습니다.
traffic-cause-absent = 이 규칙 중에 { $rule } 규칙이 없습니다. 그 후에 이름이 바뀌었거나 삭제되었거나, 다른 NSG의 기록입니다.
traffic-cause-other-group = 이 규칙 중에 { $rule } 규칙이 없습니다. 주어지지 않은 다른 NSG(서브넷 또는 NIC)의 규칙일 수 있습니다.
traffic-cause-tag = 그날 Microsoft의 { $tag } 목록이 달랐을 수 있습니다. { $address } 주소가 그 목록에 있었는지 확인하세요.
traffic-cause-members = 그날 { $group }의 구성원이 달랐을 수 있습니다. 당시 구성원을 확인하세요.
traffic-cause-network = 그날 { $address } 주소가 VirtualNetwork에 속했는지 확인하세요. 피어링, 게이트웨이, 경로가 주소를 더합니다.
traffic-cause-translation = Azure는 공용 IP 주소가 없는 VM에 대해서도 인터넷에서 오는 흐름을 기록하지만 전달하지는 않습니다. VM에 공용 IP 주소가 있는지 확인하세요.
traffic-cause-other-rule = 다른 규칙의 결과가 같습니다. 그 후에 규칙의 우선 순위가 바뀌었을 수 있습니다.
traffic-cause-unknown = 이 규칙과 기록만으로는 이유를 알 수 없습니다. 이 흐름을 Azure에 물어 확인하세요.

## 변경했다면

traffic-change-no-flows = 이 규칙이 결정하는 흐름이 기록에 없습니다.
traffic-change-none = { $count ->
    [1] 변경은 기록된 흐름 1개에 영향을 주지 않습니다.
   *[other] 변경은 기록된 흐름 { $flows }개에 영향을 주지 않습니다.
}
traffic-change-broken = 변경은 기록된 흐름 { $flows }개 중 { $broken }개를 차단합니다.
traffic-change-opened = 변경은 기록된 흐름 { $flows }개 중 차단되었던 { $opened }개를 허용합니다.
traffic-change-both = 변경은 기록된 흐름 { $flows }개 중 { $broken }개를 차단하고, 차단되었던 { $opened }개를 허용합니다.
traffic-change-depends-alone = 기록된 흐름 { $flows }개 중 { $depends }개는 변경의 결과가 부족한 정보에 따라 다릅니다. 나머지는 결과가 같습니다.
traffic-change-and-depends = { $sentence } 그 밖의 { $depends }개는 부족한 정보에 따라 다릅니다.

## 기록의 한계

traffic-limit-silence = 기록에 없다고 쓰이지 않는 것은 아닙니다. 1년에 한 번 있는 흐름일 수 있습니다.
traffic-limit-no-denied = 기록에 거부된 흐름이 없습니다. 흐름 로그가 남기지 않았다면, 변경이 무엇을 허용하게 되는지 기록으로 알 수 없습니다.
traffic-limit-hours = NIC별 { $hours }시간 중 { $recorded }시간의 기록이 있습니다. 나머지 시간에는 흐름이 없었거나 파일이 없습니다.
traffic-limit-networks = 주소가 너무 많아 원격 주소는 /{ $length } 네트워크로 묶었습니다.

## 파일의 문제

traffic-no-record = { $document }에 기록된 흐름이 없습니다. 흐름 로그(JSON) 또는 Traffic Analytics의 행(JSON, CSV)이어야 합니다.
traffic-cut = { $document } 파일은 기록 중간에서 끝납니다. 아직 끝나지 않은 시간의 파일이 그렇습니다. 그 앞까지 읽었습니다.
traffic-no-json = { $document } 파일은 { $line }번째 줄 { $column }번째 열에서 올바른 JSON이 아닙니다. 그 앞까지 읽었습니다.
traffic-no-gzip = { $document }의 압축을 끝까지 풀 수 없습니다. 그 앞까지 읽었습니다.
traffic-packed = { $document } 파일은 압축되었거나 다른 인코딩입니다. 압축을 풀거나 UTF-8로 저장하세요.
traffic-unreadable = 기록된 흐름 { $flows }개를 읽을 수 없습니다. 예: { $example }.
traffic-again = 흐름 { $flows }개는 두 번 주어진 기록에 있습니다. 한 번씩만 셉니다.
traffic-group-taken = 이 규칙에 NSG의 리소스 GUID나 ID가 없어 { $group }의 흐름 { $flows }개를 모두 이 NSG의 것으로 보았습니다.
traffic-groups-taken = 이 규칙에 NSG의 리소스 GUID나 ID가 없어 NSG { $groups }개의 흐름 { $flows }개를 이 NSG의 것으로 보았습니다. MAC 주소로 거르거나, resourceGuid가 있는 Azure의 출력을 붙여넣으세요.
traffic-none-of-these = 기록된 흐름 { $flows }개는 모두 다른 NSG의 것입니다.

## 기록이 제안하는 규칙

traffic-tighten-no-rule = 사용자 지정 규칙만 좁힐 수 있습니다.
traffic-tighten-denies = 거부하는 규칙은 기록으로 좁힐 수 없습니다.
traffic-tighten-unknown = 필드를 모두 알 수 없는 규칙은 좁힐 수 없습니다.
traffic-tighten-unused = 기록에서 이 규칙이 결정한 흐름이 없어 어느 부분이 필요한지 알 수 없습니다.
traffic-tighten-narrow = 규칙은 기록된 것만 허용하고 있습니다.
traffic-tighten-unproven = 이 규칙은 부족한 정보에 따라 다릅니다. 좁히면 기록된 흐름의 결과가 바뀔 수 있습니다.
traffic-tighten-large = 차이가 너무 많아 비교할 수 없습니다.
traffic-new-rules = 선택한 흐름을 허용하는 규칙 { $rules }개를 추가합니다.
traffic-new-rules-nothing = 선택한 차단된 흐름이 없습니다.
traffic-new-rules-impossible = 이 흐름을 허용하는 규칙을 만들 수 없습니다. 보안 관리자 규칙이 차단하거나, 부족한 정보에 따라 다르거나, 남은 우선 순위가 없습니다.

## 한 페이지로 보는 결과

traffic-report = 기록된 트래픽
traffic-report-period = 기록 기간: { $from } ~ { $to } (UTC).
traffic-report-differences = Azure | 이 규칙 | 흐름 | 처음 | 마지막 | 예상되는 이유
traffic-report-groups = 영향 | 예시 | 편집 전 → 편집 후 | 흐름 | 마지막 | VM | 상대 | 부족한 정보
traffic-report-unused = 기록된 흐름을 결정하지 않는 규칙: { $rules }.
traffic-report-others = 외 { $others }개
traffic-report-more = { $rows }행을 더 표시하지 않았습니다.
traffic-effect-broken = 새로 차단됨
traffic-effect-opened = 새로 허용됨
traffic-effect-depends = 미정
traffic-effect-unchanged = 변화 없음
traffic-query-too-long = 쿼리가 { $characters }자가 됩니다. Kusto는 { $most }자까지 받습니다.
