using YamlDotNet.Core;

namespace IpaEmbedded.Bindings;

/// <summary>YAML that is in order, but that no binding file may hold.</summary>
internal sealed class RefusedYamlException(string id, Mark start, Mark end, string message) : YamlException(start, end, message)
{
    /// <summary>The id of the finding.</summary>
    public string Id { get; } = id;
}
