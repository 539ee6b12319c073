// <nsg-what-if> as a component of React 18 and 19.

import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from "react";

const TAG = "nsg-what-if";

/** What is set on the element, and what it tells; the other properties are those of any HTML element. */
const PROPERTIES = ["scenario", "flow", "view", "readonly", "compact", "lang", "cloud", "endpoint", "getToken"];
const EVENTS = { onVerdict: "nsg-verdict", onScenarioChange: "nsg-scenariochange", onConfirm: "nsg-confirm", onError: "nsg-error" };
const OWN = new Set([...PROPERTIES, ...Object.keys(EVENTS), "children"]);

/** On a server nothing is laid out, and React warns of the other hook. */
const useElementEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

export const NsgWhatIf = /* @__PURE__ */ forwardRef(function NsgWhatIf(properties, ref) {
  const element = useRef(null);
  /** What was set last: an element keeps edits until it is given something else. */
  const given = useRef({});
  const handlers = useRef(properties);
  handlers.current = properties;
  useImperativeHandle(ref, () => element.current, []);

  useElementEffect(() => {
    for (const name of PROPERTIES) {
      if (name in properties || name in given.current) set(element.current, given.current, name, properties[name]);
    }
  });

  useEffect(() => {
    const node = element.current;
    const listening = Object.entries(EVENTS).map(([handler, event]) => {
      const listener = ({ detail }) => handlers.current[handler]?.(detail);
      node.addEventListener(event, listener);
      return () => node.removeEventListener(event, listener);
    });
    // Not on a server; and a page that has the sealed element keeps it.
    if (customElements.get(TAG) === undefined) void import("./element.js");
    return () => listening.forEach((end) => end());
  }, []);

  const others = Object.fromEntries(Object.entries(properties).filter(([name]) => !OWN.has(name)));
  return createElement(TAG, { ...others, ref: element });
});

/** Sets what has changed. A property that is no longer given is as if it had never been. */
function set(node, given, name, value) {
  if (Object.is(given[name], value)) return;
  given[name] = value;
  const nothing = name === "readonly" || name === "compact" ? false : name === "scenario" || name === "flow" ? null : name === "getToken" ? undefined : "";
  node[name] = value ?? nothing;
}
