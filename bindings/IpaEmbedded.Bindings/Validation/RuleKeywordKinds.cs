using System.Collections.Frozen;

namespace IpaEmbedded.Bindings;

/// <summary>Keywords by the words that stand for them in a binding file.</summary>
internal static class RuleKeywordKinds
{
    private static readonly FrozenDictionary<string, RuleKeywordKind> Kinds = new Dictionary<string, RuleKeywordKind>(StringComparer.Ordinal)
    {
        ["$ref"] = RuleKeywordKind.Ref,
        ["allOf"] = RuleKeywordKind.AllOf,
        ["anyOf"] = RuleKeywordKind.AnyOf,
        ["oneOf"] = RuleKeywordKind.OneOf,
        ["not"] = RuleKeywordKind.Not,
        ["if"] = RuleKeywordKind.If,
        ["then"] = RuleKeywordKind.Then,
        ["else"] = RuleKeywordKind.Else,
        ["const"] = RuleKeywordKind.Const,
        ["enum"] = RuleKeywordKind.Enum,
        ["type"] = RuleKeywordKind.Type,
        ["pattern"] = RuleKeywordKind.Pattern,
        ["minimum"] = RuleKeywordKind.Minimum,
        ["maximum"] = RuleKeywordKind.Maximum,
        ["exclusiveMinimum"] = RuleKeywordKind.ExclusiveMinimum,
        ["exclusiveMaximum"] = RuleKeywordKind.ExclusiveMaximum,
        ["multipleOf"] = RuleKeywordKind.MultipleOf,
        ["minLength"] = RuleKeywordKind.MinLength,
        ["maxLength"] = RuleKeywordKind.MaxLength,
        ["minItems"] = RuleKeywordKind.MinItems,
        ["maxItems"] = RuleKeywordKind.MaxItems,
        ["items"] = RuleKeywordKind.Items,
        ["additionalItems"] = RuleKeywordKind.AdditionalItems,
        ["unevaluatedItems"] = RuleKeywordKind.UnevaluatedItems,
        ["uniqueItems"] = RuleKeywordKind.UniqueItems,
        ["contains"] = RuleKeywordKind.Contains,
        ["minContains"] = RuleKeywordKind.MinContains,
        ["maxContains"] = RuleKeywordKind.MaxContains,
        ["typeSize"] = RuleKeywordKind.TypeSize,
        ["properties"] = RuleKeywordKind.Properties,
        ["patternProperties"] = RuleKeywordKind.PatternProperties,
        ["additionalProperties"] = RuleKeywordKind.AdditionalProperties,
        ["unevaluatedProperties"] = RuleKeywordKind.UnevaluatedProperties,
        ["propertyNames"] = RuleKeywordKind.PropertyNames,
        ["minProperties"] = RuleKeywordKind.MinProperties,
        ["maxProperties"] = RuleKeywordKind.MaxProperties,
        ["required"] = RuleKeywordKind.Required,
        ["dependentRequired"] = RuleKeywordKind.DependentRequired,
        ["dependentSchemas"] = RuleKeywordKind.DependentSchemas,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static RuleKeywordKind Of(string keyword) => Kinds.GetValueOrDefault(keyword);
}
