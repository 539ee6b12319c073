### 모든 크레이트가 쓰는 말: 목록과 문장을 잇는 방법.

# 한국어 문장은 이름으로 시작할 수 있으며, 첫 글자를 바꾸지 않습니다.
sentence-capital = no
list-comma = ,{" "}
list-more = 그 외 { $rest }개
