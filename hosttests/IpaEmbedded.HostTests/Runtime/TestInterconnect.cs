using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.HostTests.Runtime;

/// <summary>An interconnect whose nodes are written as "id:link,link"; it notes commits and refuses what is over its limit.</summary>
internal sealed class TestInterconnect : InterconnectProvider
{
    public TestInterconnect(params string[] nodes)
    {
        Nodes = nodes.Select(Parse).ToArray();
    }

    public override InterconnectNode[] Nodes { get; }

    public uint PeakLimit { get; set; } = uint.MaxValue;

    /// <summary>Called after each commit that was not refused; or null.</summary>
    public Action? Committed { get; set; }

    /// <summary>Commits as "source>destination:average/peak of the destination while active".</summary>
    public List<string> Commits { get; } = [];

    public InterconnectNode Node(int id) => Nodes.Single(node => node.Id == id);

    public override InterconnectNode? Translate(uint[] specifier) => Nodes.SingleOrDefault(node => specifier.Length > 0 && node.Id == specifier[0]);

    public override void Commit(InterconnectNode source, InterconnectNode destination)
    {
        if (destination.MaximumPeak(0) > PeakLimit)
        {
            throw new HardwareException($"{destination.Name}: {destination.MaximumPeak(0)} kB/s is more than {PeakLimit}");
        }
        Commits.Add($"{source.Id}>{destination.Id}:{destination.SumAverage(0)}/{destination.MaximumPeak(0)}");
        Committed?.Invoke();
    }

    private static InterconnectNode Parse(string text)
    {
        string[] parts = text.Split(':');
        int[] links = parts.Length < 2 ? [] : parts[1].Split(',').Select(int.Parse).ToArray();
        return new InterconnectNode(int.Parse(parts[0]), "node" + parts[0], links);
    }
}
