import { useEffect, useRef } from "react";
import type { NsgWhatIfElement, VerdictDetail } from "nsg-what-if/element";
import "nsg-what-if/element";

type Properties = Partial<Pick<NsgWhatIfElement, "scenario" | "flow" | "view" | "readonly" | "getToken">>;

export function NsgWhatIf({ onVerdict, ...properties }: Properties & { onVerdict?: (detail: VerdictDetail) => void }) {
  const element = useRef<NsgWhatIfElement>(null);
  const values = Object.values(properties);
  useEffect(() => void Object.assign(element.current!, properties), values);
  useEffect(() => {
    const node = element.current!;
    const listener = (event: CustomEvent<VerdictDetail>) => onVerdict?.(event.detail);
    node.addEventListener("nsg-verdict", listener);
    return () => node.removeEventListener("nsg-verdict", listener);
  }, [onVerdict]);
  return <nsg-what-if ref={element} />;
}
