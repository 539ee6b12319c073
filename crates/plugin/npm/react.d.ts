// <nsg-what-if> as a component of React 18 and 19. The element is loaded in the browser, when the first one is there.

import type { DetailedHTMLProps, ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from "react";
import type { Confirmation, Scenario } from "./index.js";
import type { ErrorDetail, NsgWhatIfElement, VerdictDetail } from "./element.js";

/** What is set on the element. Each is set when it is another value than before: keep `scenario` and `flow` in state or a memo. */
export interface NsgWhatIfProperties
  extends Partial<Pick<NsgWhatIfElement, "view" | "readonly" | "compact" | "lang" | "cloud" | "endpoint" | "getToken">>,
    Omit<HTMLAttributes<NsgWhatIfElement>, "children" | "lang" | "onError"> {
  scenario?: Scenario | string | null;
  flow?: NsgWhatIfElement["flow"] | string;
  /** There is another verdict, or none any more. */
  onVerdict?: (detail: VerdictDetail) => void;
  /** Someone changed the rules or what they refer to. */
  onScenarioChange?: (detail: { scenario: Scenario }) => void;
  /** Azure has answered. */
  onConfirm?: (detail: Confirmation) => void;
  /** Something went wrong. */
  onError?: (detail: ErrorDetail) => void;
}

/** The whole tool as a component; `ref` is the element. */
export declare const NsgWhatIf: ForwardRefExoticComponent<NsgWhatIfProperties & RefAttributes<NsgWhatIfElement>>;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "nsg-what-if": DetailedHTMLProps<HTMLAttributes<NsgWhatIfElement>, NsgWhatIfElement>;
    }
  }
}
