### 규칙의 텍스트, 네트워크 정보, 텍스트의 문제.

## 그룹을 넣는 두 위치: view/rules.rs, state/mod.rs

place-subnet = 서브넷 NSG
place-nic = NIC NSG
place-placeholder = NSG를 붙여넣으세요. 포털의 규칙 표나 CSV, 또는 포털, az, PowerShell, 템플릿, Terraform의 JSON을 읽습니다.
place-open = 파일 열기…
place-open-name = 파일을 { $place }로 열기
place-text = 규칙 텍스트
place-remove = 제거
place-remove-name = { $place } 제거
place-compare = 이전 규칙과 비교
place-compare-help = 새 규칙으로 바뀌는 내용을 보여 줍니다
place-reading = 파일을 읽는 중…
place-empty = NSG 없음: 여기서는 트래픽을 필터링하지 않습니다.
place-no-group = 이 텍스트에 NSG가 없습니다.
place-unnamed-group = 이름 없는 NSG
place-summary = { $group }: 규칙 { $rules }개와 기본 규칙 { $defaults }개.
place-summary-deleted = { $group }(규칙 { $rules }개): 이 텍스트의 변경으로 삭제됩니다. 삭제되면 여기서는 트래픽을 필터링하지 않습니다.
# 인식한 텍스트 형식.
place-form = { $shape ->
    [arm] Azure API의 JSON으로 읽었습니다.
    [azure-cli] Azure CLI 출력으로 읽었습니다.
    [powershell] PowerShell 출력으로 읽었습니다.
    [arm-template] ARM 템플릿으로 읽었습니다.
    [resource-graph] Resource Graph 행으로 읽었습니다.
    [effective-security-rules] 유효 보안 규칙으로 읽었습니다.
    [terraform] Terraform으로 읽었습니다.
    [table] 표로 읽었습니다.
    [ansible] Ansible 작업으로 읽었습니다.
   *[kubernetes] Kubernetes 리소스로 읽었습니다.
}
place-too-large = 너무 커서 여기에서 편집할 수 없습니다.
place-too-large-file = { $file }에서 읽었습니다. 너무 커서 여기에서 편집할 수 없습니다.
place-errors = 오류 { $errors }개
place-warnings = 경고 { $warnings }개
place-group = NSG
place-group-name = { $place } 선택
place-group-option = { $group }(규칙 { $rules }개)
place-group-option-deleted = { $group }(삭제)
place-note-both = 두 위치의 NSG가 모두 들어 있어 양쪽을 모두 채웠습니다.
place-note-subnet = 문서에 서브넷의 NSG로 되어 있어 여기에 넣었습니다.
place-note-edits-of-another = 저장된 편집은 다른 텍스트에 대한 것이어서 적용하지 않았습니다. 텍스트에 적힌 규칙 그대로입니다.
place-columns = 표의 열
place-column-unused = 사용 안 함
place-columns-help = 선택하면 텍스트에서 열의 이름이 바뀝니다.
place-variables = 텍스트에 값이 없는 변수:
place-variables-give = 이 값 사용
place-variables-help = .tfvars 파일처럼 텍스트 끝에 추가됩니다.
place-note-change = 이 텍스트는 변경 내용입니다. 여기에는 변경 후의 규칙이 있고, 바뀌는 내용은 '변경 미리 보기'에서 볼 수 있습니다.
place-note-new-group = 이 텍스트의 변경은 이 NSG를 새로 만듭니다. 비교할 이전 규칙이 없습니다.
place-note-deleted = 이 텍스트는 이 NSG를 삭제하는 변경입니다. 삭제로 허용되거나 차단되는 트래픽은 '변경 미리 보기'에서 볼 수 있습니다.
place-note-nic = 문서에 네트워크 인터페이스의 NSG로 되어 있어 여기에 넣었습니다.

## 네트워크 정보: view/refers_to.rs

refers-title = 네트워크 정보
refers-help = 모르는 항목은 비워 두세요. 필요하면 판정에서 묻습니다.
refers-unknown = 알 수 없음
refers-pasted = 붙여넣은 유효 보안 규칙(Effective security rules)에서 알 수 있습니다.
refers-in-force = 유효 보안 규칙에서 Azure가 확장한 값입니다.
refers-given-document = 주어진 서비스 태그 문서
refers-ranges = { $file }에서 가져온 범위 { $ranges }개입니다.
refers-virtual-network-help = 주소 공간, 피어링된 네트워크, 온-프레미스 범위, 경로 접두사입니다. 접두사 또는 VNet의 JSON을 입력하세요.
refers-tag-help = 이 서비스 태그의 접두사입니다.
refers-members-help = 이 애플리케이션 보안 그룹 구성원의 개인 IP 주소입니다.
# 접두사를 읽는 쪽이 마침표 없이 말한 문제.
refers-problem-with-help = { $problem }: { $help }
refers-problem-unknown = { $problem }. 고칠 때까지 알 수 없는 값으로 다룹니다
refers-file-open = 서비스 태그 파일…
refers-file-open-name = 서비스 태그 파일 열기
refers-file-none = Microsoft가 매주 게시하는 ServiceTags_Public_….json으로 모든 태그를 채울 수 있습니다.
refers-file-empty = { $file }에 서비스 태그가 없습니다. Microsoft의 ServiceTags_….json을 선택하세요.
refers-file = { $file }: { $cloud } 클라우드의 태그 { $tags }개. 페이지를 새로 고친 후에는 다시 선택하세요.
refers-file-unnamed-cloud = 이름 없는

## 보안 관리자 규칙: view/admin_rules.rs

admin-rules-label = 보안 관리자 규칙(JSON)
admin-rules-placeholder = Virtual Network Manager의 보안 관리자 규칙(JSON).
admin-rules-help = 두 NSG보다 먼저 확인합니다. az network manager list-effective-security-admin-rule의 출력을 붙여넣으세요.
admin-rules-checked = 규칙 { $rules }개를 두 NSG보다 먼저 확인합니다.

## 텍스트의 문제: view/diagnostics.rs

diagnostic-error = 오류
diagnostic-warning = 경고
diagnostic-info = 참고
diagnostic-line = { $line }행
diagnostics-more = { $more }개 더 표시
