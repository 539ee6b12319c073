//! The question as a query in the Kusto Query Language.
