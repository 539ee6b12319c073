import { useState } from "react";
import type { Scenario } from "nsg-what-if";
import { NsgWhatIf } from "nsg-what-if/react";

export function Tool({ scenario }: { scenario: Scenario }) {
  const [summary, setSummary] = useState("No verdict");
  return (
    <>
      <p>{summary}</p>
      <NsgWhatIf scenario={scenario} view="verdict what-if" onVerdict={({ verdict }) => setSummary(verdict?.summary ?? "No verdict")} />
    </>
  );
}
