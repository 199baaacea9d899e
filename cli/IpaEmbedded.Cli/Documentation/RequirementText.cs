using IpaEmbedded.Bindings;

namespace IpaEmbedded.Cli.Documentation;

/// <summary>Says whether a node has to have a property.</summary>
internal static class RequirementText
{
    public static string Of(Requirement requirement) => requirement switch
    {
        Requirement.Required => "yes",
        Requirement.Sometimes => "in some cases",
        _ => "no",
    };
}
