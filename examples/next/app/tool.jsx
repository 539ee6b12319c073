"use client";

import { useState } from "react";
import { NsgWhatIf } from "nsg-what-if/react";
import { flow, scenario } from "./scenario.js";

export function Tool() {
  const [summary, setSummary] = useState("Loading");
  return (
    <>
      <p role="status">{summary}</p>
      <NsgWhatIf scenario={scenario} flow={flow} view="verdict" onVerdict={({ verdict }) => setSummary(verdict?.summary ?? "No verdict")} />
    </>
  );
}
