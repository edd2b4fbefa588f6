//! The two published documents, and a validator that is not ours.

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use serde_json::Value;
use std::{fs, path::Path};

/// A file of the repository.
pub(crate) fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A JSON file of the repository.
pub(crate) fn json(path: &str) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The OpenAPI document.
pub(crate) fn api() -> Value {
    json("public/contract/openapi.json")
}

/// The schema of `config.json`.
pub(crate) fn config() -> Value {
    json("public/contract/config.schema.json")
}

/// The codes of a list of codes of the OpenAPI document.
pub(crate) fn codes(api: &Value, name: &str) -> Vec<String> {
    let list = api["components"]["schemas"][name]["oneOf"].as_array().expect(name);
    list.iter().map(|code| code["const"].as_str().unwrap().to_owned()).collect()
}

/// The schemas of a document, compiled where they are asked for.
pub(crate) struct Validator {
    compiler: Compiler,
    schemas: Schemas,
}

/// Nothing is loaded from here: the document is handed over.
const ADDRESS: &str = "https://gridlight.invalid/document.json";

impl Validator {
    pub(crate) fn of(document: &Value) -> Self {
        let mut compiler = Compiler::new();
        compiler.set_default_draft(Draft::V2020_12);
        compiler.enable_format_assertions();
        compiler.add_resource(ADDRESS, document.clone()).unwrap();
        Self { compiler, schemas: Schemas::new() }
    }

    /// What is wrong with `value` by the schema at a JSON pointer of the document; nothing if it is valid.
    pub(crate) fn fault(&mut self, pointer: &str, value: &Value) -> Option<String> {
        let schema = self.compile(pointer);
        self.schemas.validate(value, schema).err().map(|error| error.to_string())
    }

    /// The same for a schema by its name in `components`.
    pub(crate) fn fault_of(&mut self, name: &str, value: &Value) -> Option<String> {
        self.fault(&format!("/components/schemas/{name}"), value)
    }

    fn compile(&mut self, pointer: &str) -> SchemaIndex {
        let address = format!("{ADDRESS}#{pointer}");
        let compiled = self.compiler.compile(&address, &mut self.schemas);
        compiled.unwrap_or_else(|error| panic!("{pointer}: {error:#}"))
    }
}

/// Every object in a document, with its JSON pointer.
pub(crate) fn objects(document: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), document)];
    while let Some((pointer, value)) = open.pop() {
        match value {
            Value::Object(object) => {
                let escaped = |key: &str| key.replace('~', "~0").replace('/', "~1");
                let inner = object.iter();
                open.extend(
                    inner.map(|(key, value)| (format!("{pointer}/{}", escaped(key)), value)),
                );
                found.push((pointer, value));
            }
            Value::Array(list) => {
                let inner = list.iter().enumerate();
                open.extend(inner.map(|(place, value)| (format!("{pointer}/{place}"), value)));
            }
            _ => {}
        }
    }
    found
}
