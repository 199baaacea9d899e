using System.Collections;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Runtime.Interconnect;

/// <summary>All interconnects of a platform as one graph: finds paths, adds up what they ask for, and takes back what a provider refuses.</summary>
public sealed class InterconnectGraph
{
    private readonly ArrayList _providers = new ArrayList();
    private int _searchStamp;

    /// <summary>Adds an interconnect, and brings the floors of its nodes to the hardware.</summary>
    /// <exception cref="HardwareException">The hardware cannot give the floors; the interconnect is not added.</exception>
    public void Add(InterconnectProvider provider)
    {
        InterconnectNode[] nodes = provider.Nodes;
        for (int i = 0; i < nodes.Length; i++) { nodes[i].Owner = provider; }
        for (int i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].FloorAverage == 0 && nodes[i].FloorPeak == 0) { continue; }
            Aggregate(nodes[i]);
            provider.Commit(nodes[i], nodes[i]);
        }
        _providers.Add(provider);
        ForgetNeighbours();
    }

    /// <summary>Takes an interconnect away; no path must run through it any more.</summary>
    public void Remove(InterconnectProvider provider)
    {
        _providers.Remove(provider);
        ForgetNeighbours();
    }

    /// <summary>The node with an id, or null.</summary>
    public InterconnectNode FindNode(int id)
    {
        for (int i = 0; i < _providers.Count; i++)
        {
            InterconnectNode[] nodes = ((InterconnectProvider)_providers[i]).Nodes;
            for (int j = 0; j < nodes.Length; j++)
            {
                if (nodes[j].Id == id) { return nodes[j]; }
            }
        }
        return null;
    }

    /// <summary>The shortest path between two nodes, asking for nothing yet; null when there is none (so far).</summary>
    public InterconnectPath FindPath(InterconnectNode source, InterconnectNode destination, uint tag)
    {
        int stamp = ++_searchStamp;
        source.SearchStamp = stamp;
        source.From = null;
        source.NextInSearch = null;
        InterconnectNode last = source;
        for (InterconnectNode at = source; at != null; at = at.NextInSearch)
        {
            if (at == destination) { return BuildPath(destination, tag); }
            if (at.Neighbours == null) { at.Neighbours = Resolve(at.Links); }
            for (int i = 0; i < at.Neighbours.Length; i++)
            {
                InterconnectNode next = at.Neighbours[i];
                if (next == null || next.SearchStamp == stamp) { continue; }
                next.SearchStamp = stamp;
                next.From = at;
                next.NextInSearch = null;
                last.NextInSearch = next;
                last = next;
            }
        }
        return null;
    }

    /// <summary>Ends the time in which the floors of the nodes count, and brings the change to the hardware.</summary>
    /// <exception cref="HardwareException">A provider refused a smaller bandwidth, the first that did; all floors are dropped all the same.</exception>
    public void DropFloors()
    {
        HardwareException refusal = null;
        for (int i = 0; i < _providers.Count; i++)
        {
            InterconnectProvider provider = (InterconnectProvider)_providers[i];
            InterconnectNode[] nodes = provider.Nodes;
            for (int j = 0; j < nodes.Length; j++)
            {
                if (nodes[j].FloorAverage == 0 && nodes[j].FloorPeak == 0) { continue; }
                nodes[j].SetFloor(0, 0);
                Aggregate(nodes[j]);
                try
                {
                    provider.Commit(nodes[j], nodes[j]);
                }
                catch (HardwareException e)
                {
                    if (refusal == null) { refusal = e; }
                }
            }
        }
        if (refusal != null) { throw refusal; }
    }

    internal static void Aggregate(InterconnectNode node)
    {
        node.Clear();
        for (InterconnectRequest request = node.FirstRequest; request != null; request = request.NextOfNode)
        {
            InterconnectPath path = request.Path;
            if (path.IsEnabled) { node.Add(path.Tag, path.AverageKilobytesPerSecond, path.PeakKilobytesPerSecond); }
        }
        node.RaiseToFloor();
        node.Owner.Aggregated(node);
    }

    private static InterconnectPath BuildPath(InterconnectNode destination, uint tag)
    {
        int count = 0;
        for (InterconnectNode at = destination; at != null; at = at.From) { count++; }
        InterconnectNode[] nodes = new InterconnectNode[count];
        for (InterconnectNode at = destination; at != null; at = at.From) { nodes[--count] = at; }
        return new InterconnectPath(nodes, tag);
    }

    private InterconnectNode[] Resolve(int[] links)
    {
        InterconnectNode[] nodes = new InterconnectNode[links.Length];
        for (int i = 0; i < links.Length; i++) { nodes[i] = FindNode(links[i]); }
        return nodes;
    }

    private void ForgetNeighbours()
    {
        for (int i = 0; i < _providers.Count; i++)
        {
            InterconnectNode[] nodes = ((InterconnectProvider)_providers[i]).Nodes;
            for (int j = 0; j < nodes.Length; j++) { nodes[j].Neighbours = null; }
        }
    }
}
