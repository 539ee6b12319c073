### 페이지에서 Azure와 관련된 모든 것: 로그인, 가상 머신 선택, 비교, 흐름 목록.

## 로드되기 전에 그곳으로 이끄는 것: view/live/closed.rs

live-offline = 이 판정을 Azure의 답과 비교하세요. 액세스 토큰이 필요하며, 토큰은 이 페이지의 메모리에만 있습니다.
live-no-verdict = 아직 비교할 판정이 없습니다.
live-not-connected = 위에서 Azure에 연결하고 IP 흐름 확인의 답이 같은지 확인하세요.
live-simulator = 로컬 시뮬레이터
live-connect = 연결
live-connect-open = 연결…
live-close = 닫기
live-forget = 토큰 지우기
live-confirm-title = Azure에서 확인
live-many-title = 여러 흐름을 한 번에

## 연결: view/live/connect.rs

live-token-expired-at = { $time }에 토큰 만료됨
live-token-expires-soon = 1분 안에 토큰 만료, { $time }
live-token-good = 토큰 { $minutes }분 남음, { $time }까지
live-tenant = 테넌트 { $tenant }
live-token-allows = 토큰이 허용하는 것: { $scopes }
live-to-find = Contoso Production에서 vm-web-1에 대한 Azure의 답은 판정과 같습니다. vm-web-new-rule에서는 두 답이 다릅니다. 203.0.113.10에서 포트 443으로 오는 인바운드 TCP를 Azure에서 확인해 보세요.
live-cloud = 클라우드
live-needs-token-renewing = 토큰이 만료되었습니다. 새 토큰을 붙여넣으면 진행 중인 작업이 계속됩니다.
live-needs-token = 토큰이 만료되었습니다. 새 토큰을 붙여넣으세요.
live-go-on = 계속
live-token-label = 액세스 토큰
live-token-placeholder = 토큰 또는 명령이 출력한 내용 전체를 붙여넣으세요
live-foreign-endpoint = Azure의 호스트가 아닙니다: `{ $host }`. 이 호스트를 운영하는 쪽이 토큰을 받아 Azure에서 토큰 소유자와 같은 일을 할 수 있습니다.
live-framed = 이 페이지가 다른 페이지 안에 표시되어 있어 입력한 내용이 노출될 수 있습니다. 여기서는 토큰을 받지 않습니다. 페이지를 따로 여세요.

## 토큰을 얻는 곳: view/live/guide.rs

live-guide-title = 토큰은 어디에서 얻고, 어떤 권한이 필요한가요?
live-guide-azure-cli = Azure CLI에서 az login을 실행한 후:
live-guide-azure-cli-name = Azure CLI 명령
live-guide-powershell = PowerShell에서 Connect-AzAccount를 실행한 후:
live-guide-powershell-name = PowerShell 명령
live-guide-role = Network Contributor(네트워크 기여자) 역할과 Reader(읽기 권한자) 역할이 모두 필요합니다. 또는 az role definition create로 더 작은 이 역할을 만드세요:
live-guide-role-name = 역할 정의
live-guide-about = 토큰은 직접 지우거나 페이지를 새로 고칠 때까지 메모리에 있고, 선택한 Resource Manager로만 전송되며, 저장되거나 로그에 남거나 표시되지 않습니다.

## 진행 상황: view/live/progress.rs, state/live/connection.rs, state/live/provider.rs

live-seconds = { $seconds }초
live-cancel = 취소
live-signing-in = 시뮬레이터에 로그인하는 중
live-waiting-for-token = 이 페이지에서 토큰을 기다리는 중
live-no-reason = 이유를 알려 주지 않습니다

## 잘못된 것: view/live/problem.rs

live-problem-command = 명령

## 가상 머신 선택: view/live/pick.rs

live-choose = 선택…
live-subscription = 구독
live-machine = 가상 머신
live-machine-placeholder = 이름의 일부 또는 VM이나 NIC의 리소스 ID
live-fetch = 가져오기
live-fetch-again = 다시 가져오기
live-machines = 가상 머신
live-no-machines = 이 구독에는 볼 수 있는 가상 머신이 없습니다.
live-none-found = 이름에 이 내용이 들어 있는 가상 머신이 없습니다.
live-machines-shown = { $machines }개 중 { $shown }개를 표시합니다. 이름의 일부를 입력하세요.
live-machines-count = 가상 머신 { $machines }개
live-no-machine = 가상 머신 없음
live-state-unknown = 상태를 알 수 없음
# Azure가 부르는 상태.
live-power = { $state ->
    [running] 실행 중
    [starting] 시작 중
    [stopping] 중지 중
    [stopped] 중지됨
    [deallocating] 할당 취소 중
    [deallocated] 중지됨(할당 취소됨)
   *[other] { $state }
}
live-interface = NIC
live-address = 주소

# 페이지에 들어간 것: 아래 항목의 나열.
live-fetched = 가져왔습니다: { $parts }. 모두 아래에 있으며 편집할 수 있습니다.
live-fetched-group = { $place ->
    [subnet] 서브넷 NSG { $group }
   *[nic] NIC NSG { $group }
}
live-fetched-group-updating = { $place ->
    [subnet] 서브넷 NSG { $group }(아직 업데이트 중)
   *[nic] NIC NSG { $group }(아직 업데이트 중)
}
live-fetched-no-group = { $place ->
    [subnet] 서브넷 NSG 없음
   *[nic] NIC NSG 없음
}
live-fetched-prefixes = VirtualNetwork 접두사 { $prefixes }개
live-fetched-members = 애플리케이션 보안 그룹 { $groups }개
live-fetched-tags-in-force = 유효 보안 규칙의 태그
live-fetched-tags = 서비스 태그

## 가져온 것의 이름: state/live/deployed.rs, state/live/about.rs

live-tag-list = Azure의 서비스 태그 목록
live-tag-file = { $file }, 변경 번호 { $number }

## 페이지의 흐름에 대해 묻기: view/live/confirm.rs, view/live/commands.rs

live-ask = Azure에 묻기
live-pick-first = 위에서 가상 머신을 선택하세요. Azure는 실제로 있고 실행 중인 가상 머신에 대해 답합니다.
live-preview = 보낼 내용
live-request = 요청
live-commands = 명령으로 묻기

## 나란히 놓은 두 답: view/live/compared.rs, view/live/many_table.rs

live-outdated = 그 후에 바뀐 것이 있습니다. 이 결과는 바뀌기 전의 흐름과 규칙에 대한 것입니다.
live-agrees = Azure의 답과 같음
live-same-access = 결과는 같고 규칙은 다름
live-differs = Azure의 답과 다름
live-not-comparable = 비교할 수 없음
live-outcome-after = { $outcome }({ $seconds }초 걸림)
live-side-offline = 오프라인
live-not-filtered = 필터링되지 않음
live-no-rule-named = 반환된 규칙 없음
live-no-group-named = Azure는 어느 NSG의 규칙인지 알려 주지 않습니다
live-of-group = NSG: { $group }
live-settles = { $answer ->
    [yes] Azure의 답으로 “{ $question }”의 답이 정해집니다: 예.
   *[no] Azure의 답으로 “{ $question }”의 답이 정해집니다: 아니요.
}
live-take-over = 이 답 사용

## 규칙별로: view/live/rule_by_rule.rs, view/live/diagnostic.rs

live-rule-by-rule = 규칙별로 비교
# 도움말은 그 자체로 한 문장입니다.
live-not-askable = IP 흐름 확인으로 확인할 수 없습니다. { $reason }. { $help }
live-evaluated-nothing = Azure가 어떤 NSG도 확인하지 않았습니다. NSG가 있을 때도 이런 일이 있었으므로 NSG가 없다는 뜻이 아닙니다. 1분 후에 다시 시도하세요.
live-rules-same = 모든 규칙에서 Azure의 결과가 같습니다.
live-rules-differ = 첫 번째 차이를 표시했습니다. 그 뒤의 차이는 모두 여기에서 비롯되었을 수 있습니다.
live-stage-other = 다른 NSG
live-stage-title = { $evaluated ->
    [ours] { $stage } { $group } (Azure에서 확인하지 않음)
    [theirs] { $stage } { $group } (Azure에만 있음)
   *[both] { $stage } { $group }
}
live-rule = 규칙
live-first-difference = 첫 번째 차이: { $field }
live-first-difference-rule = 첫 번째 차이: 이 규칙이 한쪽에만 있거나 한쪽만 이 규칙에 도달함
live-fields-match = 일치함
live-fields-missed = 일치하지 않음: { $fields }
live-fields-open = 미정: { $fields }

## 여러 흐름: view/live/many.rs, state/live/many.rs

live-flows-label = 흐름, 한 줄에 하나씩 또는 CSV로
live-flows-ask = Azure에서 흐름 { $flows }개 확인
live-flows-go-on = 흐름 { $flows }개 계속 확인
live-flows-judge = 오프라인으로 판정
live-flows-generate = 규칙에서 목록 만들기
live-flows-pause = 일시 중지
live-flows-csv = CSV 다운로드
live-flows-json = JSON 다운로드
live-flows-outdated = 규칙이나 네트워크 정보가 그 후에 바뀌었습니다. 표는 바뀌기 전의 내용에 대한 결과입니다. 계속하려면 다시 오프라인으로 판정하세요.
live-flows-pick-first = 이 흐름들을 Azure에서도 확인하려면 위에서 연결하고 가상 머신을 선택하세요.
live-flows-bad = { $line }: { $problem }
live-flows-bad-line = { $number }행
live-flows-bad-more = 그 밖에도 { $lines }줄을 읽을 수 없습니다.
live-flows-needs-token = 토큰이 만료되었습니다. 페이지 위쪽에 새 토큰을 붙여넣으면 목록이 계속 진행됩니다.
live-flows-no-address = 먼저 흐름의 로컬 주소를 입력하세요. 그 주소에 대한 흐름을 만듭니다.
live-flows-no-header = 머리글이 없는 행은 Azure 필드의 순서인 방향, 프로토콜, 로컬 주소, 로컬 포트, 원격 주소, 원격 포트로 읽습니다.
live-flows-too-many = 처음 { $lines }줄만 읽습니다.
live-flows-judged = { $flows }개 중 { $judged }개 판정함
live-flows-asking = Azure에 묻는 중

## 흐름의 표: view/live/many_table.rs

live-filter-all = 전체
live-filter-differ = 다름
live-filter-agree = 같음
live-filter-failed = 실패
live-filter-waiting = 아직 묻지 않음
live-rows-first = { $rows }개 중 처음 { $shown }개입니다. 전체는 다운로드에 있습니다.
live-rows-none = 해당하는 흐름이 없습니다.
live-rows-answered = 답을 받은 흐름
live-rows-name = 흐름과 두 답
live-rows-flow = 흐름
live-rows-outcome = 결과
live-tally-agree = 같음 { $flows }
live-tally-same-access = 결과는 같고 규칙은 다름 { $flows }
live-tally-differ = 다름 { $flows }
live-tally-not-comparable = 비교할 수 없음 { $flows }
live-tally-failed = 실패 { $flows }
live-tally-waiting = 아직 묻지 않음 { $flows }
live-answer-by = { $access }(규칙: { $rule })

## 규칙에서 만든 목록에 대해 알려 줄 것: state/live/edges.rs

live-edges-without = 흐름이 없는 규칙: { $rules }.
live-edges-without-more = 흐름이 없는 규칙: { $rules } 외 { $more }개.
live-edges-in-part = 일부 경계에만 흐름이 있는 규칙: { $rules }. 접두사나 포트가 너무 많아 처음 몇 개만 시도합니다.
live-edges-in-part-more = 일부 경계에만 흐름이 있는 규칙: { $rules } 외 { $more }개. 접두사나 포트가 너무 많아 처음 몇 개만 시도합니다.
live-edges-beyond = 그 밖의 흐름 { $flows }개는 제외했습니다.
live-edges-rule = { $place ->
    [subnet] { $rule }(서브넷 NSG)
   *[nic] { $rule }(NIC NSG)
}
live-edges-rule-reason = { $place ->
    [subnet] { $rule }(서브넷 NSG: { $reason })
   *[nic] { $rule }(NIC NSG: { $reason })
}
