// What a command has to say, in blocks that every format for people lays out in its own way.
//
// Content is a list of texts and of marked texts (`marked("allow", "Allow")`). Texts are other people's: a format has to take care
// that nothing in them acts.

/** A text with a meaning, which a format may show: an access, a severity, `strong`, `quiet` or `code`. */
export const marked = (mark, text) => ({ mark, text: `${text}` });

export const strong = (text) => marked("strong", text);
export const quiet = (text) => marked("quiet", text);
export const code = (text) => marked("code", text);
export const access = (text) => marked(text.toLowerCase(), text);
export const severity = (text) => marked(text, text);

export const heading = (level, ...content) => ({ kind: "heading", level, content });
export const paragraph = (...content) => ({ kind: "paragraph", content });
export const list = (items) => ({ kind: "list", items });
/** Rows of cells, each a list of content; columns have titles, or the table has no head. */
export const table = (columns, rows) => ({ kind: "table", columns, rows });
/** What is folded where there is much of it. */
export const details = (summary, blocks) => ({ kind: "details", summary, blocks });
/** Text in a language, as it is. */
export const listing = (language, text) => ({ kind: "listing", language, text });

/** Content as a list, whether it is one text or several. */
export const contentOf = (content) => (Array.isArray(content) ? content : [content]);
