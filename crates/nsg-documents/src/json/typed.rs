//! From a tree to a type that serde knows, so that what is read for its own sake needs no second reader of JSON.

use super::node::{JsonNode, Value};
use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, Deserializer, Error, Expected, IntoDeserializer, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use std::fmt;

/// That a value does not fit. Why is nobody's question, and sentences about it would be a twentieth of the engine.
#[derive(Debug)]
struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value does not fit")
    }
}

impl std::error::Error for Unfit {}

impl Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// A value to be read as a type.
struct Typed<'n, 't>(&'n JsonNode<'t>);

impl<'de> IntoDeserializer<'de, Unfit> for Typed<'_, '_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Typed<'_, '_> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match &self.0.value {
            Value::Object(_) => visitor.visit_map(members(self.0)),
            Value::Array(items) => visitor.visit_seq(SeqDeserializer::new(items.iter().map(Typed))),
            Value::String(text) => visitor.visit_str(text),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Null => visitor.visit_unit(),
            // Nothing that is read so has fractions.
            Value::Number(text) => match text.parse() {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => Err(Unfit),
            },
            _ => Err(Unfit),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        match &self.0.value {
            Value::String(text) => visitor.visit_enum(text.as_ref().into_deserializer()),
            _ => visitor.visit_enum(MapAccessDeserializer::new(members(self.0))),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

type Read<'de, I> = MapDeserializer<'de, I, Unfit>;

fn members<'de, 'n, 't>(
    node: &'n JsonNode<'t>,
) -> Read<'de, impl Iterator<Item = (&'n str, Typed<'n, 't>)>> {
    MapDeserializer::new(node.entries().map(|(key, value)| (key, Typed(value))))
}

/// The value as a type; nothing where it is none.
pub(crate) fn typed<T: DeserializeOwned>(node: &JsonNode) -> Option<T> {
    T::deserialize(Typed(node)).ok()
}
