### The frame of the page, the flow and the verdict.

verdict-facts-missing = { $facts ->
    [one] One fact is missing. Answer here, or fill it in under Rules or Flow.
   *[other] { $facts } facts are missing. Answer here, or fill them in under Rules or Flow.
}
