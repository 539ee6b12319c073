### 붙여넣은 텍스트의 문제와 해결 방법: 마침표 없이 끝납니다.

## 모든 문서

document-more-alike = `{ $code }` 종류가 { $count }개 더 있지만 표시하지 않습니다
document-azure-refuses = Azure가 거부합니다: `{ $error }`
document-without-name = 이름 없음
document-paste-show = `az network nsg show`의 출력을 붙여넣으세요
document-paste-deployed = 배포된 NSG를 붙여넣으세요
document-too-large = 텍스트가 { $most }MB보다 큽니다
document-too-large-help = 한 번에 NSG 하나만 붙여넣으세요
document-empty = 읽을 내용이 없습니다
document-unknown-form = NSG 규칙이 있는 텍스트로 인식되지 않습니다
document-in-string = 문서가 문자열 안의 텍스트입니다. 위치는 그 문자열의 위치입니다

## JSON

json-nothing = 내용이 없습니다
json-kind-null = null
json-kind-bool = 참/거짓 값
json-kind-number = 숫자
json-kind-text = 문자열
json-kind-list = 목록
json-kind-object = 개체
json-kind-unread = 읽을 수 없는 값
json-missing-colon = 키 { $key } 뒤에 콜론이 없습니다
json-missing-comma = 이 앞에 쉼표가 없습니다
json-missing-value = 키 { $key }에 값이 없습니다
json-no-key = 키가 있어야 할 곳에 다른 것이 있습니다: { $what }
json-extra-comma = 필요 없는 쉼표가 있습니다
json-trailing-comma = 닫는 괄호 앞의 쉼표는 JSON이 아니므로 건너뜁니다
json-trailing-comma-help = 쉼표를 제거하세요
json-unexpected-colon = 콜론이 올 수 없는 곳에 콜론이 있습니다
json-unexpected-closing = 닫는 괄호에 짝이 없습니다
json-unclosed = 바깥 괄호가 닫힐 때까지 이 괄호가 닫히지 않습니다
json-missing-opening = 여는 괄호가 없습니다. 있는 것으로 보고 읽습니다
json-paste-whole = 문서 전체를 붙여넣으세요
json-fragment = 이것을 둘러싼 괄호가 없습니다. 있는 것으로 보고 읽습니다
json-fragment-help = 첫 괄호부터 마지막 괄호까지 문서 전체를 붙여넣으세요
json-several-values = 값 여러 개가 나란히 있습니다. 목록으로 읽습니다
json-text-around = 문서 주위의 텍스트는 건너뜁니다
json-text-around-help = JSON만 붙여넣으세요
json-duplicate-key = { $key } 키가 두 번 이상 나옵니다. 마지막 값을 씁니다
json-too-many-values = 처음 { $most }개의 값만 읽습니다
json-too-deep = 괄호가 { $most }단계보다 깊습니다. 이 부분은 읽지 않습니다
json-quote-style = JSON 문자열은 곧은 큰따옴표로 묶습니다
json-quote-style-help = 따옴표를 `"` 문자로 바꾸세요
json-unquoted-key = JSON의 키는 큰따옴표로 묶습니다
json-unquoted-key-help = 따옴표로 묶으세요
json-elided = { $word } 표시는 텍스트에서 생략된 내용을 나타냅니다
json-bare-word = { $word }에 따옴표가 없습니다
json-truncated = { $count ->
    [1] 괄호가 열린 채로 텍스트가 끝납니다
   *[other] 괄호 { $count }개가 열린 채로 텍스트가 끝납니다
}
json-truncated-help = 문서 전체를 붙여넣으세요. 있는 부분은 읽습니다
json-truncated-string = 문자열 안에서 텍스트가 끝납니다
json-comment = 주석은 JSON이 아니므로 건너뜁니다
json-comment-help = 주석을 제거하세요
json-wrapped-string = 문자열이 두 줄로 나뉘어 있습니다. 다시 이어서 읽습니다
json-wrapped-string-help = 더 넓은 창이나 파일에서 복사하세요
json-unclosed-string = 문자열이 그 줄에서 끝나지 않습니다
json-unclosed-string-help = 빠진 따옴표를 추가하세요
json-escape = 백슬래시가 필요 없는 문자 앞에 백슬래시가 있습니다
json-escape-help = 백슬래시는 `\\`로 쓰세요
json-escape-digits = `\u` 뒤에 문자를 나타내는 네 자리 숫자가 없습니다

## 규칙과 필드

rule-problem = { $message }. { $help }
rule-expected = 규칙이 있어야 할 곳에 다른 것이 있습니다: { $what }
rule-without-name = { $number }번째 규칙에 이름이 없습니다
# 텍스트에 없는 이름과 값의 자리에 들어갑니다. 이름이 아닌 것은 괄호로 묶습니다.
rule-nameless = (이름 없는 규칙 { $number })
rule-unread = 읽을 수 없는 규칙
rule-value-unread = 읽을 수 없음
rule-value-after-apply = (적용한 후에 알 수 있음)
rule-group-unread = 읽을 수 없는 애플리케이션 보안 그룹
rule-no-fields = { $rule }에 Azure 규칙의 필드가 하나도 없습니다
rule-no-fields-help = 규칙에는 `direction`, `access`, `priority`, `protocol`, 포트, 주소가 있습니다
rule-of-loop = { $rule } 규칙은 루프에서 만들어지므로 필드를 알 수 없습니다
rule-missing-field = 규칙 { $rule }에 `{ $key }` 필드가 없습니다
rule-missing-field-help = 이 값이 필요한 판정은 미정입니다. 추가하면 판정이 정해집니다
rule-unresolved = { $text }의 값이 텍스트에 없습니다
rule-unresolved-help = 이 값이 필요한 판정은 미정입니다. 값으로 바꾸면 판정이 정해집니다
rule-variable-help = 텍스트에 `{ $variable } = …` 줄을 추가하거나, 그 값이 있는 .tfvars 파일을 붙여넣으세요
rule-known-after-apply = `{ $key }` 값은 적용한 후에야 알 수 있습니다
rule-known-after-apply-help = 이 값이 필요한 판정은 미정입니다
rule-blanks = { $text }의 앞뒤에 공백이 있습니다. 공백은 무시합니다
rule-blanks-help = 공백을 제거하세요
rule-no-such-word = { $key ->
    [direction] 규칙 { $rule }의 방향({ $text })이 올바르지 않습니다
    [access] 규칙 { $rule }의 액세스({ $text })가 올바르지 않습니다
   *[protocol] 규칙 { $rule }의 프로토콜({ $text })이 올바르지 않습니다
}
rule-write-direction = `Inbound` 또는 `Outbound`를 쓰세요
rule-write-access = `Allow` 또는 `Deny`를 쓰세요
rule-write-admin-access = `Allow`, `AlwaysAllow` 또는 `Deny`를 쓰세요
rule-write-protocol = `Tcp`, `Udp`, `Icmp`, `Esp`, `Ah` 또는 `*`를 쓰세요
rule-no-priority = 규칙 { $rule }의 우선 순위({ $text })가 올바르지 않습니다
rule-no-priority-help = 100에서 4096까지의 숫자를 쓰세요
rule-priority-out-of-range = 규칙 { $rule }의 우선 순위({ $priority })가 { $first }~{ $last } 범위를 벗어납니다
rule-any-spelling = { $text } 표기는 포털의 표현입니다. Azure는 `*`로 저장합니다
rule-list-in-text = { $text } 값은 문자열 하나에 쓴 목록입니다. 목록으로 읽습니다

## 포트

rule-port-expected = 포트가 있어야 할 곳에 다른 것이 있습니다: { $what }
rule-port-is-number = 포트({ $port })가 숫자입니다. Azure는 문자열로 씁니다
rule-port-is-number-help = 따옴표로 묶으세요
rule-list-of-ports-help = Azure가 거부합니다: `SecurityRuleInvalidPortRange`. 포트를 배열의 항목으로 하나씩 나누어 쓰세요
rule-any-in-ports = 포트 목록에 `*`가 있습니다
rule-any-in-ports-help = Azure가 거부합니다: `SecurityRuleParameterContainsInvalidPortRanges`. 포트 하나를 위한 필드를 쓰세요
rule-no-port = { $text } 값은 포트가 아닙니다
rule-no-port-help = 0에서 65535까지의 숫자, `8000-8080` 같은 범위, 또는 `*`를 쓰세요
rule-port-too-high = 포트({ $port })가 65535보다 큽니다
rule-port-range-reversed = 포트 범위 { $ports }의 순서가 거꾸로입니다
rule-port-range-reversed-help = `{ $high }-{ $low }` 순서로 쓰세요

## 주소

rule-address-expected = 주소가 있어야 할 곳에 다른 것이 있습니다: { $what }
rule-list-of-addresses-help = Azure가 거부합니다: `SecurityRuleInvalidAddressPrefix`. 주소를 배열의 항목으로 하나씩 나누어 쓰세요
rule-any-in-prefixes = 접두사 목록에 `*`가 있습니다
rule-tag-in-prefixes = 접두사 목록에 태그({ $tag })가 있습니다
rule-unsupported-prefix-help = Azure가 거부합니다: `SecurityRuleParameterContainsUnsupportedValue`. 접두사 하나를 위한 필드를 쓰세요
rule-no-address = { $text } 값은 주소, 접두사, 서비스 태그가 아닙니다
rule-no-address-help = `10.0.0.4` 같은 주소, `10.0.0.0/24` 같은 접두사, 서비스 태그 또는 `*`를 쓰세요. 애플리케이션 보안 그룹은 별도의 속성이나 `Source ASG` 같은 열에 씁니다
rule-no-ip-address = { $text } 값은 주소가 아닙니다
rule-no-ip-address-help = `10.0.0.4`처럼 0에서 255까지의 숫자 네 개, 또는 IPv6 주소를 쓰세요
rule-prefix-length = { $text }에 0에서 { $longest }까지의 접두사 길이가 없습니다
rule-prefix-length-help = `{ $address }/{ $longest }`처럼 슬래시 뒤에 숫자를 쓰세요
rule-host-bits = { $text }의 호스트 비트가 0이 아닙니다. 여기서는 무시하지만 Azure는 거부합니다
rule-host-bits-help = `{ $prefix }` 접두사로 쓰세요
rule-address-range = { $text } 값은 주소 범위이며, 규칙에는 쓸 수 없습니다
rule-address-range-help = 접두사로 쓰세요
rule-classic-tag = { $tag } 표기는 클래식 배포 모델에서 `{ $today }` 태그에 쓰던 것입니다
rule-unknown-tag = { $tag } 태그는 Azure 문서에 있는 서비스 태그가 아닙니다
rule-unknown-tag-near = `{ $tag }` 태그를 쓰려고 했나요?
rule-unknown-tag-help = 서비스 태그가 맞으면 서비스 태그 파일로 접두사를 제공하세요
rule-group-without-name = 애플리케이션 보안 그룹에 ID도 이름도 없습니다
rule-groups-beside-addresses = { $side ->
    [source] 규칙 { $rule }의 원본에 주소와 애플리케이션 보안 그룹이 함께 있습니다
   *[destination] 규칙 { $rule }의 대상에 주소와 애플리케이션 보안 그룹이 함께 있습니다
}
rule-groups-beside-addresses-help = Azure는 한쪽에 한 종류만 받습니다. 규칙을 둘로 나누세요
rule-too-many-groups = { $side ->
    [source] 규칙 { $rule }의 원본에 애플리케이션 보안 그룹이 { $count }개 있습니다. Azure는 10개까지 받습니다
   *[destination] 규칙 { $rule }의 대상에 애플리케이션 보안 그룹이 { $count }개 있습니다. Azure는 10개까지 받습니다
}
rule-network-group = 네트워크 그룹 { $group }의 주소가 텍스트에 없습니다

## Azure가 거부하는 규칙과 그룹

limit-rules = NSG { $group }에 규칙이 { $count }개 있습니다. Azure는 { $most }개까지 받습니다
limit-addresses = { $side ->
    [source] NSG { $group }에 원본 주소가 { $count }개 있습니다. Azure는 { $most }개까지 받습니다
   *[destination] NSG { $group }에 대상 주소가 { $count }개 있습니다. Azure는 { $most }개까지 받습니다
}
limit-groups = NSG { $group }에 애플리케이션 보안 그룹이 { $count }개 지정되어 있습니다. Azure는 { $most }개까지 받습니다
limit-priority-clash = 두 규칙({ $first }, { $second })의 { $direction } 우선 순위가 모두 { $priority }입니다
limit-priority-clash-help = Azure가 거부합니다: `SecurityRuleConflict`. 둘 중 어느 것이 결정하는지 알 수 없습니다
limit-name-twice = 이름이 { $rule }인 규칙이 둘입니다
limit-name-twice-help = 한 NSG에서 이름은 대/소문자 구분 없이 한 번만 쓸 수 있습니다
limit-description = 규칙 { $rule }의 설명이 { $length }자입니다
limit-description-help = Azure는 140자까지 받습니다: `SecurityRuleDescriptionTooLong`
limit-name = { $rule } 이름은 규칙에 쓸 수 없습니다
limit-name-help = 이름은 문자, 숫자, `.`, `-`, `_`로 된 80자 이하이며, 문자나 숫자로 시작하고 문자, 숫자 또는 `_`로 끝나야 합니다
limit-mixed-families = 규칙 { $rule }에 IPv4 주소와 IPv6 주소가 함께 있습니다
limit-mixed-families-help = Azure가 거부합니다: `SecurityRuleInvalidAddressPrefix`. 각각 규칙을 따로 쓰세요
limit-platform-dns = { $rule } 규칙이 `{ $tag }` 태그를 허용하지만, 이 태그는 `Deny` 규칙에만 쓸 수 있습니다

## 그룹, 템플릿, 계획

document-rules = (규칙)
document-rules-of-loop = (루프의 규칙)
document-rules-unread = 읽을 수 없는 규칙
document-rules-expected = 규칙 목록이 있어야 할 곳에 다른 것이 있습니다: { $what }
document-properties-unresolved = NSG의 properties가 식이며, 그 값은 텍스트에 나와 있지 않습니다
document-properties-expected = NSG의 properties가 개체가 아니라 { $what }입니다
document-default-taken = 매개 변수 { $parameter }의 값은 기본값에서 가져왔습니다
document-default-taken-help = 배포할 때 다른 값을 지정할 수 있습니다. 확실히 하려면 배포된 NSG를 붙여넣으세요
document-unknown-type = 리소스의 형식이 { $given }이며, 그 값은 텍스트에 나와 있지 않습니다. 규칙이 들어 있을 수 있습니다
document-unknown-type-help = 형식을 텍스트로 쓰거나 배포된 NSG를 붙여넣으세요
document-rules-elsewhere = 형식이 { $kind }인 리소스에 있는 규칙은 읽지 않습니다
document-rules-unresolved = 규칙이 식으로 되어 있으며 그 값이 텍스트에 없습니다
document-rules-unresolved-help = 판정에 이 값이 필요합니다. 배포된 NSG를 붙여넣으세요
document-rules-without-group = 텍스트에 규칙은 있지만 NSG가 없습니다. Azure의 기본 규칙을 추가합니다
document-orphan = 이 규칙의 NSG({ $group })가 텍스트에 없습니다
document-orphan-help = 그 NSG의 다른 규칙은 모든 판정에서 빠집니다. NSG 전체를 붙여넣으세요
document-not-in-text = 텍스트에 없음
document-other-rules = (다른 { $direction } 규칙, { $first }~{ $last })
document-of-numbers = { $text }({ $first }~{ $last })
document-page-of-groups = 텍스트가 여러 페이지 중 하나입니다. 다른 페이지의 NSG는 들어 있지 않습니다
document-no-group-named = 응답에 네트워크 보안 그룹이 없습니다
document-admin-rules = 응답에 보안 관리자 규칙이 있습니다. 이 규칙은 NSG보다 먼저 확인합니다
document-expansion-differs = { $tag }의 확장이 앞의 것과 다릅니다. 앞의 것을 씁니다
document-skipped = 조건이 거짓인 리소스는 제외합니다
document-conditional = 배포 여부는 { $condition }에 따라 정해집니다
document-conditional-help = 배포되는 것으로 보고 읽습니다. 배포되지 않으면 빼세요
document-loop-of-groups = 루프가 이 NSG를 여러 개 만듭니다
document-loop-of-rules = 루프가 만드는 규칙(개수: { $count })은 알 수 없습니다
document-loop-of-rules-help = 배포된 NSG나 확장된 템플릿을 붙여넣으세요
document-unknown-number = 알 수 없음
document-linked = 연결된 템플릿이 텍스트에 없습니다. 그 NSG는 알 수 없습니다
document-linked-help = 연결된 템플릿이나 배포된 NSG를 붙여넣으세요
document-several-terraform = 텍스트에 Terraform 상태나 계획을 비롯한 문서가 여러 개 있습니다. 합쳐서 읽지 않습니다
document-several-terraform-help = 하나씩 따로 주세요. 같은 구성의 두 상태라면 변경 전 문서와 변경 후 문서로 각각 주세요
document-old-state = 버전 4보다 오래된 Terraform 상태입니다
document-after-apply = 이 NSG의 규칙은 적용한 후에야 알 수 있습니다
document-after-apply-help = 적용한 후 `terraform show -json`의 출력을 붙여넣으세요

## 그룹이 없는 문서

document-html = HTML입니다
document-html-help = 페이지에 보이는 표를 복사하거나 `az network nsg show`의 출력을 붙여넣으세요
document-xml = 클래식 배포 모델이 NSG를 쓰는 형식인 XML입니다
document-xml-help = 클래식 NSG는 마이그레이션해야 합니다. 지금의 NSG라면 `az network nsg show`의 출력을 붙여넣으세요
document-bicep = Bicep 소스 코드입니다
document-bicep-help = `az bicep build --file <file> --stdout`을 실행하고 출력을 붙여넣으세요
document-diff = 변경 전과 후의 줄이 함께 있는 diff입니다
document-diff-help = 변경 전이나 변경 후의 파일을 붙여넣으세요
document-commands = NSG의 규칙을 만드는 명령이며, 여기서는 실행하지 않습니다
document-commands-help = 실행한 후 `az network nsg show`의 출력을 붙여넣으세요. 또는 priority, direction, access 열이 있는 표로 규칙을 쓰세요
document-commands-printing = 규칙을 출력하는 명령이며, 여기서는 실행하지 않습니다
document-commands-printing-help = 실행한 후 출력을 붙여넣으세요
document-terraform = Terraform 소스 코드입니다
document-terraform-json = JSON으로 쓴 Terraform 구성이며, 계획(plan)으로만 읽습니다
document-terraform-help = `terraform show -json`을 실행하고 출력을 붙여넣으세요
document-terraform-read-help = 패키지의 `read`를 호출하세요. Terraform 소스를 읽는 모듈을 불러옵니다
document-plan-text = Terraform 계획의 텍스트입니다
document-plan-text-help = 패키지의 `read`를 호출하세요. 계획을 읽는 모듈을 불러옵니다
document-yaml = YAML입니다
document-yaml-help = 패키지의 `read`를 호출하세요. YAML을 읽는 모듈을 불러옵니다
yaml-broken = 여기부터는 YAML이 아닙니다. { $problem }
yaml-broken-help = 공백으로 들여쓰고 한 개체의 키는 같은 칸에 맞추세요. `*`, `&`, `@`, `{"{"}`로 시작하는 값은 따옴표로 묶으세요
yaml-alias-of-nothing = 이 별칭이 가리키는 앵커가 위에 없습니다
yaml-too-deep = 값이 { $most }단계보다 깊게 중첩되어 있습니다
yaml-too-many-values = 별칭이 반복하는 값을 포함해 값이 2백만 개를 넘습니다
yaml-ansible-keeps-rules = `purge_rules: true`가 없으면 NSG에 이미 있는 규칙도 그대로 남는데, 그 규칙은 이 텍스트에 없습니다
yaml-ansible-keeps-rules-help = `purge_rules: true`를 추가하거나 `az network nsg show`의 출력을 붙여넣으세요
document-nsg-diagnostics = NSG 진단의 응답이며, 규칙이 들어 있지 않습니다
document-body-in-log = NSG가 로그의 `{ $key }` 안에 텍스트로 들어 있습니다
document-body-in-log-help = 그 키의 값을 따옴표째 붙여넣으세요
document-flow-log = 흐름 로그이며, 규칙이 들어 있지 않습니다
document-ip-flow-verify = IP 흐름 확인의 응답이며, 규칙이 들어 있지 않습니다
document-azure-error = Azure가 오류({ $code })로 응답했습니다: { $message }
document-azure-error-help = 오류를 해결하고 다시 요청하세요
document-parameters = 규칙이 없는 매개 변수 파일입니다
document-parameters-help = 템플릿이나 배포된 NSG를 붙여넣으세요
document-service-tags = 서비스 태그 문서이며, 규칙이 들어 있지 않습니다
document-service-tags-help = 네트워크 정보에 넣으세요
document-admin-rules-alone = 모든 NSG보다 먼저 확인하는 보안 관리자 규칙입니다
document-admin-rules-alone-help = 네트워크 정보에 넣으세요
document-vendor = Azure가 아니라 { $vendor }의 규칙입니다
document-empty-list = 응답이 빈 목록이므로 NSG가 없습니다
document-empty-list-help = 구독, 리소스 그룹, 네트워크 인터페이스를 확인하세요
document-other-resource = 네트워크 보안 그룹이 아니라 { $kind }입니다
document-no-group-because = 텍스트에 읽을 수 있는 네트워크 보안 그룹이 없습니다: { $reason }
document-no-group = 텍스트에 네트워크 보안 그룹이 없습니다
document-foreign-rules = 이 규칙들에는 Azure 규칙의 필드가 없으므로 제외합니다
document-foreign-rules-help = Azure 규칙에는 `direction`, `access`, `priority`, `protocol`이 있습니다

## 네트워크 정보

document-no-admin-rules = 텍스트에 보안 관리자 규칙이 없습니다
document-no-admin-rules-help = `az network manager list-effective-security-admin-rule`의 출력을 붙여넣으세요
document-no-service-tags = 텍스트에 서비스 태그가 없습니다
document-no-service-tags-help = Microsoft가 게시하는 파일이나 `az network list-service-tags`의 출력을 쓰세요
document-page-of-tags = 텍스트가 여러 페이지 중 하나입니다
document-page-of-tags-help = 다른 페이지의 태그를 추가하세요
document-incomplete-tag = 서비스 태그 { $tag }에 이름이나 `addressPrefixes`가 없으므로 제외합니다
document-unnamed-tag = 서비스 태그에 이름이나 `addressPrefixes`가 없으므로 제외합니다
document-no-prefix = { $text } 값은 주소나 접두사가 아닙니다
document-no-prefix-help = `10.0.0.4` 같은 주소나 `10.0.0.0/24` 같은 접두사를 쓰세요
document-no-addresses = 텍스트에 주소가 없습니다
document-no-addresses-help = `10.0.0.0/16` 같은 접두사를 쓰거나 `az network vnet show`의 출력을 붙여넣으세요
document-several-networks = 텍스트에 가상 네트워크가 { $count }개 있습니다. { $network } 네트워크를 씁니다
document-several-networks-help = 네트워크 인터페이스가 있는 가상 네트워크를 붙여넣으세요
document-first-network = 첫 번째
document-peering-closed = 피어링 { $peering }에서 가상 네트워크 액세스가 허용되지 않아 해당 접두사를 제외합니다
document-peering-disconnected = { $peering } 피어링이 연결되지 않았으므로 그 접두사를 제외합니다
document-group-without-name = 이름 없는 NSG
document-several-groups = NSG가 { $count }개 있습니다: { $names }
document-several-groups-help = 여기에 적용되는 NSG 하나만 제공하세요
document-network-no-object = 네트워크가 개체가 아닙니다
document-network-part = `{ $key }` 값이 { $what }입니다. 알 수 없는 값으로 다룹니다
document-answer-no-fact = 이 정보를 물은 판정이 없습니다
document-answer-no-fact-help = 판정의 `dependsOn`에 있는 항목을 그대로 쓰세요
document-answer-no-boolean = `answer`가 { $what }이며, true도 false도 아닙니다
document-answer-missing = 답에 `answer`가 없습니다

## 쓸 수 없는 변경

write-reason = 규칙 { $rule }: { $reason }
write-reason-join = ;{" "}
write-field-unknown = { $field } 값을 알 수 없습니다: { $text }
write-field-name = 이름
write-field-priority = 우선 순위
write-field-direction = 방향
write-field-access = 액세스
write-empty-list = 빈 목록
write-priority-clash = { $direction } 우선 순위({ $priority })가 { $other } 규칙과 같습니다. Azure가 거부합니다
write-name-twice = 이 이름의 규칙이 둘이며, 어느 것을 뜻하는지 알 수 없습니다
write-no-name = Azure에는 이런 이름이 있을 수 없으므로 쓰지 않습니다
write-no-name-of = NSG의 { $part }에 { $text } 값을 쓸 수 없습니다
write-no-place = 규칙의 순서에서 놓을 위치가 없습니다
write-no-priority = 이 규칙에 쓸 수 있는 빈 우선 순위가 없습니다
write-groups-beside-addresses = 한쪽에 애플리케이션 보안 그룹과 주소가 함께 있어 Azure가 받지 않습니다

## 쓴 변경을 사용하기 전에 알 것

write-part-name = 이름
write-part-resource-group = 리소스 그룹
write-part-subscription = 구독
write-part-location = 위치
write-note-fill-in = 알 수 없으므로 NSG의 다음 항목을 채우세요: { $parts }.
write-note-replaces = NSG 전체를 바꿉니다. 태그와 `flushConnection`은 읽은 내용에 없으므로 NSG에 있으면 추가하세요.
write-note-replaces-tags = NSG의 태그도 바꿉니다. 태그는 읽지 않았으니 있으면 추가하세요.
write-note-import = Terraform은 이미 있는 NSG를 `terraform import` 후에야 관리합니다.
write-note-import-block = Terraform 1.5 이상에서는 `import` 블록이 기존 NSG를 가져옵니다.
write-note-fragment = 구성의 일부입니다. `features`가 있는 provider 블록은 직접 두세요. 같은 NSG의 `azurerm_network_security_rule` 리소스와 함께 쓰면 서로 덮어쓰므로 함께 쓰지 마세요.
write-note-bytes = Terraform은 설명의 바이트 수를 세어 140을 넘으면 거부하고, Azure는 글자 수를 셉니다. 설명을 줄일 규칙: { $rules }.
write-note-resource-group = Terraform은 리소스 그룹 이름에 ASCII 문자만 받습니다.
write-note-creates = NSG를 만듭니다. 같은 이름의 NSG가 이미 있으면 그 규칙이 사라집니다.
write-note-names = 이름만 알 수 있어 NSG의 리소스 그룹에서 찾습니다: { $names }.
write-note-mind = 주의: { $message }.
write-note-mind-and-help = 주의: { $message }({ $help }).
write-note-may-open = 명령을 실행하는 동안 NSG가 변경 전에도 후에도 허용하지 않는 트래픽을 잠시 허용할 수 있습니다. 거부 규칙이 다른 규칙과 함께 바뀌기 때문입니다. PowerShell 형식은 변경을 한 요청으로 보냅니다.
write-note-batch-file = 설명에 cmd.exe가 명령으로 읽는 문자가 있으므로 `az`가 배치 파일인 곳에서는 스크립트가 멈춥니다. PowerShell 형식에는 이런 제한이 없습니다.
write-note-unknown-priorities = 일부 규칙의 우선 순위나 방향을 알 수 없습니다. 같은 값을 쓰는 명령은 거부됩니다.
table-values-lost = 이 표를 만들 때 값이 사라졌습니다. { $value } 표기는 값 목록이 아니라 형식 이름입니다
table-values-lost-help = PowerShell에서 Export-Csv 전에 -join으로 목록을 이어 붙이거나, ConvertTo-Json -Depth 10으로 전체를 저장하세요
table-columns-missing = 이 표에 없는 열: { $columns }
table-columns-missing-help = 열을 추가하거나 NSG를 JSON으로 붙여넣으세요
table-direction-missing-help = 표 위에 "인바운드 보안 규칙" 또는 "아웃바운드 보안 규칙"이라고 한 줄을 쓰거나 열을 추가하세요
table-source-port-assumed = 원본 포트 열이 없어 모든 규칙의 원본 포트를 *로 읽었습니다
table-form = 포털의 입력 양식처럼 규칙의 필드를 한 줄에 하나씩 쓴 텍스트입니다
table-form-help = Name, Priority, Direction, Access, Protocol, Source, Source port, Destination, Destination port 머리글 아래에 규칙마다 한 행으로 쓰세요
table-columns-unused = 사용하지 않은 열: { $columns }
table-row-state = 표에 이 규칙이 { $state }(으)로 적혀 있어 NSG에 있는지 알 수 없으므로 읽지 않았습니다
table-row-state-help = 이 행이나 열을 지우세요
table-uneven-row = 이 행의 셀은 { $cells }개로 머리글과 맞지 않아 읽지 않았습니다
table-uneven-row-help = 쉼표가 들어 있는 셀을 따옴표로 묶거나, NSG를 JSON으로 붙여넣으세요
table-other-heading = { $title } 아래의 행은 다른 제목 아래의 행과 다른 NSG의 규칙으로 읽습니다
table-other-heading-help = 제목마다 "NSG: nsg-web"처럼 NSG 이름을 쓰거나 NSG 열을 추가하세요
hcl-syntax = 여기부터 올바른 Terraform 소스가 아니어서 전체를 읽지 않았습니다
hcl-syntax-help = 여기를 고치세요. `terraform fmt`가 필요한 것을 알려 줍니다
hcl-too-much = 이 Terraform 소스는 실제 구성보다 훨씬 많은 값을 만들어 전체를 읽지 않았습니다
hcl-rules-missing = 개수가 { $value }에 따라 다르지만 그 값이 텍스트에 없어 누락된 규칙이 있을 수 있습니다
hcl-default-taken = { $variable } 변수를 기본값으로 읽었습니다
hcl-default-taken-help = 계획에서 다른 값을 쓰면 텍스트에 `{ $variable } = …` 줄을 추가하세요
hcl-module-rules = { $module } 모듈이 텍스트에 없어, 이 모듈에 전달한 규칙을 그 NSG의 규칙으로 읽었습니다
hcl-values-help = NSG에 다른 규칙도 있으면 `terraform show -json`의 출력을 붙여넣으세요
hcl-predefined-rules = 모듈 { $module }의 미리 정의된 규칙은 모듈 안에 있고 텍스트에는 없습니다
hcl-module-own-rules = { $argument } 설정에 따라 모듈이 규칙을 만듭니다. 그 규칙은 모듈 { $module } 안에 있고 텍스트에는 없습니다
hcl-predefined-rules-help = 계획에 `terraform show -json`을 실행하고 그 출력을 붙여넣으세요
hcl-columns-unknown = { $list }에 어느 값이 어느 열인지 나와 있지 않아 규칙을 읽지 않았습니다
hcl-columns-unknown-help = 변수의 description이나 행 위의 주석에 `[priority,direction,access,protocol,…]`처럼 열 이름을 적거나, 규칙을 하나씩 개체로 적으세요
hcl-direction-from-name = 규칙에 `direction`이 없지만 이름({ $name })에 따라 `{ $direction }` 방향으로 읽었습니다
hcl-no-group-because = 이 Terraform 소스에서 읽을 수 있는 NSG가 없습니다: { $reason }
hcl-piece = Terraform 소스 코드의 일부입니다
hcl-piece-help = 이 부분이 들어 있는 블록을 붙여넣거나, 위에 `rules = [`를, 아래에 `]`를 쓰세요
hcl-no-group = 이 Terraform 소스에는 NSG가 없습니다
hcl-no-group-but-module = 이 Terraform 소스에는 NSG가 없습니다. 모듈 { $module }에 있을 수 있지만 텍스트에는 없습니다
plan-show-json = `terraform show -json <plan>`의 출력을 붙여넣으세요
plan-hidden-rules = 계획에 이 NSG의 규칙이 모두 나와 있지 않습니다
plan-hidden-values = 계획에 이 규칙의 값이 모두 나와 있지 않습니다. 판정이 이 값에 따라 다릅니다
plan-rule-without-group = 이 규칙이 속한 NSG가 계획에 나와 있지 않아 제외합니다
plan-stopped = 계획이 오류로 중단되어 빠진 변경이 있습니다
plan-no-group = 네트워크 보안 그룹을 변경하지 않는 Terraform 계획입니다
plan-unexpected = 이 줄은 계획의 일부가 아니므로 읽지 않았습니다
plan-truncated = 텍스트가 계획의 리소스 안에서 끝납니다
what-if-hidden = 이 배포가 여기에서 무엇을 바꾸는지 Azure가 예측하지 않습니다
what-if-hidden-help = what-if를 `--result-format FullResourcePayloads`로 실행하거나 배포된 NSG를 붙여넣으세요
what-if-incomplete = Azure의 예측이 완전하지 않습니다. 빠진 변경이 있을 수 있습니다
what-if-incomplete-help = what-if가 함께 알린 문제를 해결하고 다시 실행하거나 배포된 NSG를 붙여넣으세요
what-if-text = 사람이 읽도록 출력한 배포 what-if 결과이며, 규칙이 모두 나와 있지 않습니다
what-if-text-help = `--no-pretty-print --output json`으로 실행하고 출력을 붙여넣으세요
document-event-log = 네트워크 인터페이스 하나에 적용된 규칙을 기록한 NSG 이벤트 로그입니다
document-azure-firewall = 네트워크 보안 그룹이 아니라 Azure Firewall의 규칙입니다
document-azure-policy = 허용되는 규칙을 설명하는 Azure Policy 정의이며, 규칙이 들어 있지 않습니다
rows-fields-missing = 규칙의 필드가 있는 행이지만 다음 필드가 없습니다: { $fields }. 쿼리에서 빠진 값은 알 수 없습니다
rows-fields-missing-help = 쿼리에 추가하거나, 명령을 `--query` 없이 `--output json`으로 실행하세요
plan-unknown-action = 이 리소스가 어떻게 되는지 계획에 나와 있지 않아 제외합니다

# 원본 텍스트에 반영한 편집.

patch-no-source = 편집을 써 넣을 수 없는 텍스트입니다. 다른 형식을 선택하세요
patch-differs = 텍스트가 편집한 규칙과 다르게 읽힙니다. 다른 형식을 선택하세요
patch-not-written-out = 텍스트에 직접 쓰여 있지 않은 규칙이라 텍스트에서 바꿀 수 없습니다
patch-of-loop = 반복문이 다른 규칙과 함께 만드는 규칙이라 하나만 바꿀 수 없습니다. 반복문의 값 목록을 바꾸세요
patch-no-room = 텍스트에 { $field } 값을 쓸 곳이 없습니다
patch-values-beside-blocks = 텍스트에 변수 값({ $names })이 있습니다. 이 줄들은 .tfvars 파일로 옮기세요. Terraform은 .tf 파일에서 읽지 않습니다
patch-table-columns = 공백으로 나눈 열은 밀립니다. CSV나 다른 형식을 선택하세요

# 계획을 적용하는 중에 Azure가 거부할 것.

conflict-number = { $other } 규칙이 아직 쓰는 우선 순위 { $priority }번을 { $rule } 규칙이 가져갑니다. Azure가 적용을 거부할 수 있습니다(SecurityRuleConflict)
conflict-number-help = 둘 중 하나에 비어 있는 우선 순위를 주거나 두 단계로 나누어 적용하세요
conflict-in-use = 변경이 { $group } NSG를 삭제하지만 그대로 남는 연결이 아직 이 NSG를 가리킵니다. Azure는 사용 중인 NSG를 삭제하지 않습니다
conflict-in-use-help = 같은 변경에서 연결을 제거하거나, 먼저 다른 NSG를 가리키게 하세요
