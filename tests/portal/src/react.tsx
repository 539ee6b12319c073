import { useState } from "react";
import { createRoot } from "react-dom/client";
import type { VerdictDetail } from "nsg-what-if/element";
import { NsgWhatIf } from "nsg-what-if/react";
import { flow, scenario } from "./scenario.ts";

function Page() {
  const [detail, setDetail] = useState<VerdictDetail>();
  const [asked, setAsked] = useState(flow);
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <p role="status">{detail?.verdict?.summary ?? "no verdict"}</p>
      <button onClick={() => setAsked({ ...flow, remoteIPAddress: "10.0.2.5" })}>From the network</button>
      <button onClick={() => setOpen(!isOpen)}>Toggle</button>
      {isOpen && <NsgWhatIf scenario={scenario} flow={asked} view="verdict" onVerdict={setDetail} />}
    </>
  );
}

createRoot(document.getElementById("root")!).render(<Page />);
