### 페이지의 작업자가 하는 말.

report-heading = 규칙 변경의 영향
contracts-empty = 보장 조건 목록이 비어 있습니다.
contracts-no-list = contracts라는 목록이 없습니다. 상자를 비우면 예시를 넣을 수 있습니다.
contract-slip = { $place }: { $slip }.
contract-named = 보장 조건 “{ $name }”
contract-numbered = 보장 조건 { $number }
analysis-picture = { $from } → { $to } 구간의 { $service }: { $access }
analysis-picture-by-rule = { $from } → { $to } 구간의 { $service }: { $access }(규칙: { $rule })
map-may-be-in = { $tag }에 있을 수 있음
analysis-redact-group-cannot-say = 이 규칙들은 유효 보안 규칙에서 왔거나 읽을 수 없는 부분이 있어, 일반 NSG로는 같은 내용을 나타낼 수 없습니다. 익명화하려면 NSG 자체를 붙여넣으세요.
analysis-redact-admin-rules-unread = 보안 관리자 규칙에 읽을 수 없는 부분이 있어 익명화할 수 없습니다.
analysis-write-no-group = 이 위치에 NSG가 없습니다
language-of-another-version = 그 사이에 페이지가 바뀌었습니다. 페이지를 새로 고치세요.

## 기록된 흐름

traffic-not-begun = 아직 읽은 파일이 없습니다.
