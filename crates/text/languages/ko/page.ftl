### 페이지의 틀, 흐름과 판정.

verdict-facts-missing = 사실 { $facts }개가 빠져 있습니다. 여기에서 답하거나 규칙 또는 흐름에 입력하세요.
