### Azure에 묻기: 진행 상황, 잘못된 것, 해결 방법, 두 답이 다를 수 있는 이유.

## 클라우드: cloud.rs

azure-cloud-custom = 다른 엔드포인트

## 진행 상황: error/call.rs, client

azure-step-subscriptions = 구독 목록을 가져오는 중
azure-step-virtual-machines = 가상 머신 목록을 가져오는 중
azure-step-virtual-machine = 가상 머신을 읽는 중
azure-step-instance-view = 가상 머신이 실행 중인지 확인하는 중
azure-step-network-interfaces = 애플리케이션 보안 그룹의 구성원을 찾는 중
azure-step-network-interface = 네트워크 인터페이스를 읽는 중
azure-step-subnet = 서브넷을 읽는 중
azure-step-virtual-network = 가상 네트워크를 읽는 중
azure-step-route-table = 경로 테이블을 읽는 중
azure-step-security-group = 네트워크 보안 그룹을 읽는 중
azure-step-network-watchers = Network Watcher를 찾는 중
azure-step-ip-flow-verify = Network Watcher에 요청하는 중
azure-step-rule-by-rule = Network Watcher에 규칙별로 요청하는 중
azure-step-effective-rules = 유효 보안 규칙을 요청하는 중
azure-step-service-tags = 서비스 태그를 읽는 중
azure-step-result = 끝났는지 확인하는 중
azure-step-page = { $step }({ $page }페이지)
azure-step-needs-token = 토큰이 만료되어 새 토큰이 필요합니다
azure-step-retry = { $problem }. { $seconds }초 후에 다시 시도합니다
azure-step-operation = Azure가 처리하고 있습니다. { $seconds }초 후에 다시 확인합니다

## 다시 시도하는 이유, 짧게: error/mod.rs

azure-brief-throttled = Azure가 요청 수를 제한하고 있습니다
azure-brief-unreachable = Azure에 연결되지 않습니다
azure-brief-busy = Azure 서버가 사용 중입니다

## 일어난 일: error/display.rs. 마침표 없이: 페이지가 붙입니다.

azure-error-no-virtual-machine = 네트워크 인터페이스가 가상 머신에 연결되어 있지 않습니다
azure-error-token-source = 토큰을 받지 못했습니다: { $reason }
azure-error-token-expired = 토큰이 만료되었습니다
azure-error-token-refused = Azure가 토큰을 받아들이지 않습니다: { $service }
azure-error-forbidden = `{ $action }` 작업을 수행할 권한이 없습니다
azure-error-forbidden-on = `{ $scope }`에서 `{ $action }` 작업을 수행할 권한이 없습니다
azure-error-no-security-group = 네트워크 인터페이스나 서브넷에 연결된 네트워크 보안 그룹이 없습니다
azure-error-vm-not-running = Azure는 실행 중인 가상 머신에 대해서만 답합니다: { $service }
azure-error-watcher-missing = `{ $region }` 지역에 Network Watcher가 없습니다
azure-error-not-found = Azure에서 찾을 수 없습니다: { $service }
azure-error-interface-not-named = 어느 네트워크 인터페이스인지 지정해야 합니다: { $service }
azure-error-foreign-local-address = Azure가 로컬 주소를 거부합니다: { $service }
azure-error-invalid-request = Azure가 요청을 거부합니다: { $service }
azure-error-throttled = 요청이 너무 많아 Azure가 제한했습니다
azure-error-throttled-for = 요청이 너무 많아 Azure가 제한했습니다. { $seconds }초 후에 다시 시도하세요
azure-error-server-fault = Azure에서 오류가 발생했습니다: { $service }
azure-error-operation-failed = Azure가 처리를 시작했지만 실패했습니다: { $service }
azure-error-operation-waits = Azure가 아직 처리하고 있습니다. 답까지 { $seconds }초 남았습니다
azure-error-operation-timed-out = { $seconds }초가 지나도 Azure의 처리가 끝나지 않았습니다
azure-error-unreachable = `{ $host }`에서 응답이 없습니다: { $reason }
azure-error-request-timed-out = { $seconds }초 안에 응답이 없었습니다
azure-error-too-large = 응답이 너무 길어 Azure의 것으로 볼 수 없습니다
azure-error-foreign-url = 토큰을 전달하지 않았습니다. `{ $header }`의 값: { $address }
azure-error-redirect-refused = 응답이 다른 주소로 이어지며, 그곳으로는 토큰을 보내지 않습니다
azure-error-location-unreadable = Azure가 요청을 수락했지만, 결과를 받을 위치를 브라우저가 보여 주지 않습니다
azure-error-endless-pages = { $pages }페이지가 지나도 목록이 끝나지 않았습니다
azure-error-extension-not-installed = 가상 머신에 Network Watcher 확장이 없습니다: { $service }
azure-error-effective-rules-not-allowed = 이 구독에서는 유효 보안 규칙을 읽을 수 없습니다: { $service }
azure-error-unknown = Azure가 오류로 답했습니다: { $service }

## 답이 아닌 응답: error/mod.rs, client, load, confirm

azure-unexpected-web-page = 상태 { $status }의 응답이 웹 페이지입니다
azure-unexpected-no-json = 상태 { $status }의 응답이 JSON이 아닙니다({ $line }행 { $column }열): { $problem }
azure-unexpected-id = 리소스 ID의 형식이 올바르지 않습니다
azure-unexpected-other-id = 가상 머신이나 네트워크 인터페이스의 ID가 아닙니다
azure-unexpected-no-result = 작업이 결과 없이 끝났습니다
azure-unexpected-no-list = 응답한 목록에 { $key } 항목이 없습니다
azure-unexpected-no-results = 응답에 결과 목록이 없습니다
azure-unexpected-no-access = 응답에 액세스가 없습니다
azure-unexpected-no-interface = 응답한 가상 머신에 네트워크 인터페이스가 없습니다
azure-unexpected-no-subnet = 응답한 네트워크 인터페이스에 서브넷이 없습니다
azure-unexpected-no-security-group = 응답이 네트워크 보안 그룹이 아닙니다
azure-unexpected-not-a-machine = 응답이 가상 머신이 아닙니다
azure-unexpected-not-an-interface = 응답이 네트워크 인터페이스가 아닙니다
azure-unexpected-not-a-subnet = 응답이 서브넷이 아닙니다
azure-unexpected-not-a-network = 응답이 가상 네트워크가 아닙니다

## Azure가 쓴 오류, 그 메시지 뒤에: error/service.rs

azure-service-code = ({ $code })
azure-service-code-request = ({ $code }, 요청 { $request })
azure-service-status = (상태 { $status })
azure-service-status-request = (상태 { $status }, 요청 { $request })
azure-service-web-page = Azure의 답 대신 웹 페이지가 왔습니다

## 브라우저가 아무 말도 하지 않을 때: transport/browser.rs

azure-request-failed = 요청이 실패했습니다

## 해결 방법: error/help.rs

azure-help-watcher-missing = Azure는 가상 머신이 있는 지역의 Network Watcher를 통해 답합니다. 이를 사용하도록 설정하거나, 권한이 있는 사람에게 요청하세요
azure-help-token-source = 이 페이지나 프로그램의 로그인을 처리하는 쪽에 이유를 확인해야 합니다. Azure에는 묻지 않았습니다
azure-help-token-expired = 새 토큰을 붙여넣으세요. 지금까지 한 것은 유지됩니다
azure-help-forbidden = Reader(읽기 권한자) 역할과 Network Contributor(네트워크 기여자) 역할이 모두 필요하거나, 필요한 것만 허용하는 아래의 더 작은 역할이 필요합니다. Network Watcher는 다른 리소스 그룹에 있으므로 가상 머신의 리소스 그룹에 대한 역할로는 부족합니다
azure-help-forbidden-otherwise = 정책이나 조건이 허용하지 않습니다. 구독을 관리하는 사람에게 Azure의 메시지를 보여 주세요
azure-help-no-virtual-machine = 실행 중인 가상 머신에 연결하거나 다른 네트워크 인터페이스를 선택하세요. 규칙만으로 낸 판정은 그대로 유효합니다
azure-help-vm-not-running = 가상 머신을 시작하고 다시 시도하세요. 규칙만으로 낸 판정은 그대로 유효합니다
azure-help-interface-not-named = 가상 머신에 네트워크 인터페이스가 여러 개 있습니다. 확인할 네트워크 인터페이스를 선택하세요
azure-help-foreign-local-address = 로컬 주소는 네트워크 인터페이스의 개인 IPv4 주소여야 합니다
azure-help-invalid-request = 흐름을 확인하세요. TCP 또는 UDP, IPv4, 대상 포트 하나, 가상 머신의 로컬 주소여야 합니다
azure-help-throttled = 기다린 후 다시 시도하세요. 다른 프로그램의 요청도 같은 한도에 포함됩니다
azure-help-server-fault = 1분 후에 다시 시도하세요. 계속되면 Azure 지원에 요청 ID를 알리세요
azure-help-operation-waits = Azure 서버가 사용 중입니다. 그 시간이 지난 후에 다시 시도하세요
azure-help-timed-out = 다시 시도하세요. Azure는 보통 10초 정도 걸립니다
azure-help-not-azure = 사용자와 Azure 사이에 있는 프록시나 로그인을 요구하는 네트워크가 대신 응답했을 수 있습니다. 같은 주소를 다른 탭에서 열어 보세요
azure-help-foreign-url = Azure는 자체 호스트만 사용합니다. 직접 지정한 엔드포인트라면 자체 호스트의 주소를 돌려보내야 합니다
azure-help-location-unreadable = 프록시 또는 브라우저의 교차 출처 규칙이 `Location` 헤더를 숨깁니다. 대신 명령 중 하나를 사용하세요
azure-help-endless-pages = 가져온 목록은 유지됩니다. 빠진 것이 있으면 그 ID를 붙여넣으세요
azure-help-extension-not-installed = IP 흐름 확인에는 이 확장이 필요하지 않습니다. 다시 시도하고, 계속되면 Azure 지원에 요청 ID를 알리세요
azure-help-effective-rules-not-allowed = 대신 구성된 규칙을 사용합니다. 이 구독에서는 유효 보안 규칙을 읽을 수 없습니다
azure-help-unknown = Azure 문서에 없는 오류입니다. Azure 지원에서 요청 ID로 찾아볼 수 있습니다
azure-help-unreachable-custom = 브라우저가 이유를 알려 주지 않습니다. 엔드포인트가 실행 중인가요? 이 페이지의 출처를 허용하나요(CORS)? 페이지의 콘텐츠 보안 정책에서 `connect-src`에 `{ $origin }` 출처가 있어야 합니다
azure-help-unreachable = 브라우저가 이유를 알려 주지 않습니다. 연결이 없거나, 프록시나 브라우저 확장이 막고 있거나, 서비스가 이 페이지의 출처를 허용하지 않을 수 있습니다. 다시 시도하거나 대신 명령 중 하나를 사용하세요
azure-help-other-tenant = 구독이 다른 테넌트에 속합니다. `az login --tenant`로 그 테넌트에 로그인한 후 새 토큰을 받으세요
azure-help-other-audience = 다른 대상이나 다른 클라우드를 위한 토큰입니다. 토큰에 맞는 클라우드를 선택하거나 이 클라우드용 토큰을 받으세요
azure-help-token-refused = 새 토큰을 받으세요. Resource Manager용이며 구독이 속한 테넌트의 토큰이어야 합니다
azure-help-watcher-gone = Network Watcher나 가상 머신이 없어졌습니다. Network Watcher의 ID를 비워 두면 자동으로 찾습니다
azure-help-result-gone = 결과가 더 이상 보관되어 있지 않습니다. 다시 시도하세요
azure-help-not-found = ID와 구독을 확인하세요. 리소스가 삭제되었을 수 있습니다

## 토큰: token/error.rs

token-missing = 토큰이 없습니다
token-secure-string = PowerShell이 토큰을 SecureString으로 보관하고 나머지만 출력했습니다
token-is-guid = 액세스 토큰이 아니라 ID입니다
token-is-refresh-token = 액세스 토큰이 아니라 새로 고침 토큰으로 보입니다
token-is-secret = 액세스 토큰이 아니라 애플리케이션의 클라이언트 암호로 보입니다
token-no-header = 토큰에 보낼 수 없는 문자가 있습니다
token-is-none = 액세스 토큰이 아닙니다
token-is-id-token = ID 토큰입니다. 누가 로그인했는지 알려 줄 뿐 Azure에 대한 액세스 권한은 주지 않습니다
token-for-name = { $name }용 토큰입니다
token-for-audience = `{ $audience }`용 토큰입니다
token-given-away = Azure 자체의 토큰입니다. `{ $host }` 호스트는 Azure의 것이 아닙니다
token-expired-now = 토큰이 방금 만료되었습니다
token-expired-minutes = 토큰이 { $minutes }분 전에 만료되었습니다
token-expired-hours = 토큰이 { $hours }시간 전에 만료되었습니다
token-expired-days = 토큰이 { $days }일 전에 만료되었습니다
token-help-missing = 이 명령이 출력하는 토큰을 붙여넣으세요
token-help-secure-string = 이 PowerShell 명령이 출력하는 것을 붙여넣으세요
token-help-secret = 이것은 어디에도 붙여넣지 말고, 이 명령이 출력하는 액세스 토큰을 붙여넣으세요
token-help-none = 이 명령이 출력하는 액세스 토큰을 붙여넣으세요. 액세스 토큰은 `eyJ`로 시작합니다
token-help-id-token = 이 명령이 출력하는 액세스 토큰을 붙여넣으세요
token-help-other-cloud = 그 클라우드를 선택하거나 이 클라우드용 토큰을 받으세요
token-help-other-audience = Resource Manager용 토큰을 받으세요
token-help-given-away = 주소를 확인하세요. Azure 토큰을 받아야 하는 게이트웨이라면 `sendAzureTokens` 옵션으로 지정하세요
token-help-expired = 새 토큰을 받으세요. 액세스 토큰은 약 1시간 동안 유효합니다

## Resource Manager의 주소: cloud/endpoint.rs

endpoint-empty = Resource Manager의 주소가 없습니다
endpoint-scheme = Resource Manager의 주소가 `https://`로 시작하지 않습니다
endpoint-plain-http = `http://`로는 토큰이 암호화되지 않은 채 전송되므로 이 컴퓨터에만 사용할 수 있습니다
endpoint-user-info = Resource Manager의 주소에 사용자 이름이 있습니다
endpoint-path = Resource Manager의 주소에 경로나 쿼리가 있습니다
endpoint-host = Resource Manager 주소의 호스트를 읽을 수 없습니다
endpoint-help-example = `https://management.azure.com`과 같이 쓰세요
endpoint-help-plain-http = `https://`로 쓰세요
endpoint-help-user-info = `@`까지 모두 빼세요
endpoint-help-path = 호스트 뒤에 오는 것을 빼세요

## 토큰을 받지 못하는 주소: cloud/admits.rs

# 요청 자체의 주소일 때 헤더 이름의 자리에 들어갑니다.
endpoint-foreign-own = 주소
endpoint-foreign-characters = 공백이나 제어 문자가 있는 주소
endpoint-foreign-scheme = 스킴이 다른 주소
endpoint-foreign-user-info = 사용자 이름이 있는 주소
endpoint-foreign-authority = 호스트를 읽을 수 없는 주소
endpoint-foreign-port = 호스트의 다른 포트
endpoint-foreign-host = 다른 호스트 `{ $host }`

## IP 흐름 확인이 받지 않는 흐름: ip_flow_request.rs

azure-not-askable-protocol = IP 흐름 확인은 TCP와 UDP에만 답하고 { $protocol }에는 답하지 않습니다
azure-not-askable-ipv6 = IP 흐름 확인은 IPv4에만 답합니다
azure-not-askable-port = IP 흐름 확인에는 대상 포트 번호가 필요합니다
azure-not-askable-address = `{ $address }` 주소는 네트워크 인터페이스의 주소가 아닙니다
azure-not-askable-help-icmp = ICMP를 지원하는 NSG 진단을 사용하세요
azure-not-askable-help-protocol = TCP나 UDP 흐름으로 확인하세요. 규칙만으로 낸 판정은 그대로 유효합니다
azure-not-askable-help-ipv6 = IPv4 주소의 흐름으로 확인하세요. 규칙만으로 낸 판정은 그대로 유효합니다
azure-not-askable-help-port = 대상 포트를 번호로 입력하세요
azure-not-askable-help-address = 네트워크 인터페이스의 개인 IP 주소를 입력하세요. 주소가 바뀌었다면 다시 가져오세요

## 가져오지 못한 것: load

azure-note-rules-in-force = 유효 보안 규칙을 읽지 못했습니다: { $problem }
azure-note-no-virtual-machine = 네트워크 인터페이스가 가상 머신에 연결되어 있지 않습니다. Azure는 실행 중인 가상 머신에 대해서만 유효 보안 규칙을 알려 주고 IP 흐름 확인에 답합니다
azure-note-not-running = 가상 머신이 실행 중이 아닙니다. Azure는 실행 중일 때만 유효 보안 규칙을 알려 주고 IP 흐름 확인에 답합니다
azure-note-subnet-group = 서브넷이나 서브넷의 NSG를 읽지 못하여 유효 보안 규칙을 대신 사용합니다: { $problem }
azure-note-interface-group = 인터페이스의 NSG를 읽지 못하여 유효 보안 규칙을 대신 사용합니다: { $problem }
azure-note-members = 애플리케이션 보안 그룹의 구성원을 읽지 못하여 알 수 없는 상태로 둡니다: { $problem }
azure-note-service-tags = 서비스 태그를 읽지 못하여 알 수 없는 상태로 둡니다: { $problem }
azure-note-scale-set = 애플리케이션 보안 그룹의 구성원 중 확장 집합에 속한 것은 구독의 인터페이스 목록에 나오지 않습니다
azure-note-scale-set-help = 그런 구성원이 있으면 그 주소를 추가하세요
azure-note-gateway = 가상 네트워크에 게이트웨이가 있습니다. `VirtualNetwork`에는 게이트웨이 뒤의 범위도 포함되며, 그 범위는 유효 보안 규칙으로만 알 수 있습니다
azure-note-gateway-help = VirtualNetwork에 온-프레미스 범위를 추가하세요
azure-note-virtual-network = 가상 네트워크를 읽지 못하여 `VirtualNetwork`를 알 수 없는 상태로 둡니다: { $problem }
azure-note-route-table = 경로 테이블을 읽지 못하여 `VirtualNetwork`를 알 수 없는 상태로 둡니다: { $problem }

## Azure의 답을 나타내는 낱말: confirm/mod.rs, many/table.rs

azure-access-unknown = 알 수 없음
azure-access-not-filtered = 필터링되지 않음

## 두 답이 다를 수 있는 이유: confirm

azure-cause-contradiction = Azure의 답은 { $access }이지만, Azure가 반환한 규칙(`{ $rule }`)은 그 반대입니다
azure-cause-contradiction-help = 1분 후에 다시 시도하세요. NSG를 만든 직후에 이런 일이 있었습니다
azure-cause-admin-rule = `{ $rule }` 규칙은 모든 NSG보다 먼저 확인되는 보안 관리자 규칙으로 보입니다
azure-cause-admin-rules-apply = 이 페이지에 없는 보안 관리자 규칙이 적용됩니다
azure-cause-admin-rules-may = 모든 NSG보다 먼저 확인되는 보안 관리자 규칙이 적용될 수 있습니다
azure-cause-admin-rules-help = 가상 네트워크의 유효 보안 관리자 규칙을 나열하세요
azure-cause-rule-of-no-group = 이 페이지의 NSG에는 `{ $rule }` 규칙이 없습니다
azure-cause-rule-of-no-group-help = 지금 연결된 NSG를 가져오세요
azure-cause-rule-not-loaded = NSG는 이 페이지에 있지만 `{ $rule }` 규칙은 이 페이지의 규칙에 없습니다
azure-cause-rule-not-loaded-help = NSG를 다시 가져오세요
azure-cause-virtual-network-typed = `VirtualNetwork`에는 피어링된 네트워크, 게이트웨이를 통해 도달하는 범위, 경로의 접두사도 포함됩니다
azure-cause-virtual-network-loaded = `VirtualNetwork`에는 게이트웨이를 통해 도달하는 범위도 포함되며, 이는 피어링과 경로로 알 수 없습니다
azure-cause-virtual-network-help = 유효 보안 규칙에 나온 `VirtualNetwork`의 접두사를 입력하세요
azure-cause-tag = 서비스 태그의 주소가 바뀌었을 수 있습니다
azure-cause-tag-file = 서비스 태그의 주소는 `{ $file }`에서 가져온 것이며 그 후에 바뀌었을 수 있습니다
azure-cause-tag-help = 이번 주의 파일이나 유효 보안 규칙을 가져오세요
azure-cause-members = 애플리케이션 보안 그룹의 구성원이 빠짐없이 들어 있지 않을 수 있습니다
azure-cause-members-help = 구독의 네트워크 인터페이스에서 구성원을 가져오세요
azure-cause-not-in-force-yet = 유효 보안 규칙이 아직 구성된 규칙과 다를 수 있습니다
azure-cause-not-in-force-yet-help = 네트워크 인터페이스의 유효 보안 규칙(Effective security rules)을 가져오세요
azure-cause-several-interfaces = 가상 머신에 네트워크 인터페이스가 여러 개 있으며 각각 자체 NSG가 있습니다
azure-cause-several-interfaces-help = NSG가 확인하려는 네트워크 인터페이스의 것인지 보세요
azure-cause-platform-address = 168.63.129.16은 플랫폼의 주소입니다. Azure가 이에 대해 무엇이라고 답하는지는 문서에 없습니다
azure-cause-edited = 이 페이지의 규칙이 편집되었습니다. Azure는 배포된 규칙에 대해 답합니다
azure-cause-edited-help = 배포된 것과 비교하려면 다시 가져오세요
azure-cause-updating = Azure가 NSG 중 하나에 변경을 아직 적용하는 중이었습니다. 이때 변경 전의 규칙으로 답한 적이 있습니다
azure-cause-updating-help = 1분 후에 다시 시도하세요
azure-cause-not-in-force = 유효 보안 규칙이 구성된 규칙과 다릅니다
azure-cause-not-in-force-help = 유효 보안 규칙과 비교하세요. 변경이 가상 머신에 반영되기까지 시간이 걸립니다
azure-cause-not-running = 가상 머신이 실행 중이 아니며, Azure는 실행 중인 가상 머신에 대해 답합니다
azure-cause-not-running-help = 가상 머신을 시작하고 다시 시도하세요
azure-cause-foreign-group = 리소스 그룹 `{ $group }`의 NSG가 적용됩니다. 정책이 넣었을 수 있습니다
azure-cause-foreign-group-unnamed = 다른 리소스 그룹의 NSG가 적용됩니다
azure-cause-foreign-group-help = `{ $id }`도 가져오세요
azure-cause-not-filtered = 적용되는 네트워크 보안 그룹이 없으므로 차단하는 NSG도 없습니다
azure-cause-not-filtered-help = 그래도 표준 SKU의 공용 IP 주소는 NSG가 허용할 때까지 인터넷에서 오는 트래픽을 차단합니다
azure-cause-admin-rules-alone = Azure는 네트워크 보안 그룹을 찾지 못하여 더 확인하지 않았습니다. 보안 관리자 규칙만 적용될 때 무엇이라고 답하는지는 문서에 없습니다
azure-cause-admin-rules-alone-help = 가상 네트워크의 보안 관리자 규칙을 확인하세요
azure-cause-groups-not-in-force = Azure에는 네트워크 인터페이스나 서브넷에 연결된 네트워크 보안 그룹이 없습니다
azure-cause-groups-not-in-force-help = 이 페이지의 NSG를 연결하거나 가상 머신을 다시 가져오세요
azure-cause-azure-does-not-know = Azure가 알 수 없다고 답했습니다
azure-cause-azure-does-not-know-help = 1분 후에 다시 시도하세요. 새 규칙이 적용되기 전에 이렇게 답한 적이 있습니다
azure-cause-platform = { $service } 쪽으로 가는 트래픽이며, 일반 규칙과 관계없이 플랫폼이 허용합니다. IP 흐름 확인이 이에 대해 무엇이라고 답하는지는 Azure 문서에 없습니다
azure-cause-platform-help = 거부하려면 이 서비스의 태그를 지정한 규칙으로 거부하세요
azure-cause-platform-rule = Azure가 `{ $rule }` 규칙을 반환했습니다. { $service } 쪽으로 가는 트래픽은 플랫폼 자체의 규칙으로 통과합니다
azure-cause-no-rule-name = Azure가 규칙을 반환하지 않았습니다
azure-cause-rule-open = Azure가 `{ $rule }` 규칙을 반환했습니다. 이 페이지에서는 어느 규칙이 결정하는지 알 수 없지만 결과는 같습니다
azure-cause-other-group = { $place ->
    [subnet] 두 NSG의 답이 모두 { $access }이며, Azure는 서브넷 NSG의 규칙을 반환했습니다
   *[nic] 두 NSG의 답이 모두 { $access }이며, Azure는 NIC NSG의 규칙을 반환했습니다
}
azure-cause-another-rule = Azure는 `{ $theirs }` 규칙이 결정한다고 하지만, 이 페이지의 규칙으로는 `{ $ours }` 규칙이 결정합니다
azure-cause-another-rule-help = 결과는 같습니다
azure-cause-same-name = Azure는 `{ $theirs }`에 있는 이 이름의 규칙을 반환했고, 이 페이지에서는 `{ $ours }`에 있는 규칙이 결정합니다
azure-cause-same-name-help = 어떤 NSG가 연결되어 있는지 확인하세요
azure-cause-fact-settled = { $answer ->
    [yes] 다른 조건이 이 페이지와 같다면, Azure의 결과로 보아 이 질문의 답은 “예”입니다
   *[no] 다른 조건이 이 페이지와 같다면, Azure의 결과로 보아 이 질문의 답은 “아니요”입니다
}
azure-cause-fact-help = 이 페이지에서 답하세요
azure-cause-several-facts = 부족한 정보가 여러 개이며, Azure의 답으로는 그중 어느 것 때문인지 알 수 없습니다
azure-cause-several-facts-help = 하나만 남기고 모두 답한 후 다시 시도하세요

## 흐름 목록: many/flow_list.rs, many/flow_list/row.rs

azure-list-values = 값이 { $values }개인 행입니다
azure-list-values-help = `Inbound TCP 203.0.113.7:* -> 10.0.1.4:443`와 같이 쓰거나 열 위에 머리글 `direction,protocol,localIPAddress,localPort,remoteIPAddress,remotePort`를 넣으세요
azure-list-missing = { $field ->
    [direction] 방향이 없습니다
    [protocol] 프로토콜이 없습니다
    [local] 로컬 주소가 없습니다
   *[remote] 원격 주소가 없습니다
}
azure-list-wrong = { $field ->
    [local] 로컬 주소는 `{ $value }`일 수 없습니다
    [local-port] 로컬 포트는 `{ $value }`일 수 없습니다
    [remote-port] 원격 포트는 `{ $value }`일 수 없습니다
   *[remote] 원격 주소는 `{ $value }`일 수 없습니다
}
azure-list-help-contradicted = 다른 열에 `{ $other }` 값이 있습니다. 둘 중 하나를 빼세요
azure-list-help-flow = 줄을 빼거나 주소를 고치세요
azure-list-open-quote = 따옴표가 닫히지 않았습니다
azure-list-open-quote-help = 따옴표를 닫으세요. 따옴표로 묶인 값 안의 따옴표는 두 번 쓰세요

## 경계에 흐름이 없는 규칙: many/boundaries.rs

azure-edge-protocol = IP 흐름 확인은 TCP와 UDP에만 답함
azure-edge-ipv6 = IP 흐름 확인은 IPv4에만 답함
azure-edge-other-address = 이 네트워크 인터페이스가 아닌 다른 주소에 대한 규칙임
azure-edge-unknown = 규칙이 지정한 것을 알 수 없음
azure-edge-not-reached = 시도한 모든 흐름이 앞의 규칙과 일치함
