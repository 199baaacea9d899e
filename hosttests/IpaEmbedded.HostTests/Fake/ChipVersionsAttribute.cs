using System.Reflection;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace IpaEmbedded.HostTests.Fake;

/// <summary>Runs a test on every version of the chip from the one to the other, both included.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChipVersionsAttribute(string first = "3.1", string last = "5.5") : Attribute, ITestDataSource
{
    /// <summary>A version between that the test is not about, or null.</summary>
    public string? Without { get; init; }

    public IEnumerable<object?[]> GetData(MethodInfo methodInfo)
    {
        string[] versions = [.. ChipPlaces.All.Select(places => places.Version)];
        return versions[Array.IndexOf(versions, first)..(Array.IndexOf(versions, last) + 1)].Where(version => version != Without).Select(version => (object?[])[version]);
    }

    public string? GetDisplayName(MethodInfo methodInfo, object?[]? data) => $"{methodInfo.Name} (v{data?[0]})";
}
