using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Runtime.Hal;
using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.Qualcomm.Interconnect;

/// <summary>One interconnect of a SoC: its ports, and the bus clocks that their bandwidths are voted on.</summary>
public sealed class NocProvider : InterconnectProvider
{
    private readonly BcmVoter _voter;
    private readonly InterconnectNode[] _nodes;

    /// <summary>Creates interconnect <paramref name="row"/> of the table, for a voter that serves that table.</summary>
    /// <exception cref="HardwareException">The database lacks a bus clock of its ports.</exception>
    public NocProvider(NocTable table, int row, BcmVoter voter, CommandDatabaseTable database)
    {
        _voter = voter;
        int first = table.FirstPort[row];
        int count = table.FirstPort[row + 1] - first;
        _nodes = new InterconnectNode[count];
        BusClockManager[] none = new BusClockManager[0];
        BusClockManager[] found = new BusClockManager[table.ClockNames.Length];
        for (int i = 0; i < count; i++)
        {
            int port = first + i;
            int[] links = new int[table.FirstLink[port + 1] - table.FirstLink[port]];
            for (int l = 0; l < links.Length; l++) { links[l] = table.Links[table.FirstLink[port] + l]; }
            _nodes[i] = new InterconnectNode(table.Ids[port], table.PortNames[port], links);
            int clocks = FindClocks(table, table.Ids[port], database, found);
            _nodes[i].Data = clocks == 0 ? none : FirstOf(found, clocks);
        }
        for (int i = 0; i < count; i++)
        {
            BusClockManager[] clocks = ClocksOf(_nodes[i]);
            for (int c = 0; c < clocks.Length; c++) { clocks[c].AddPort(_nodes[i], table.Channels[first + i], table.BusWidths[first + i]); }
        }
    }

    /// <inheritdoc/>
    public override InterconnectNode[] Nodes
    {
        get { return _nodes; }
    }

    /// <inheritdoc/>
    public override InterconnectNode Translate(uint[] specifier)
    {
        return specifier.Length == 0 || specifier[0] >= (uint)_nodes.Length ? null : _nodes[specifier[0]];
    }

    /// <inheritdoc/>
    public override void Aggregated(InterconnectNode node)
    {
        BusClockManager[] clocks = ClocksOf(node);
        for (int i = 0; i < clocks.Length; i++) { _voter.Queue(clocks[i]); }
    }

    /// <inheritdoc/>
    public override void Commit(InterconnectNode source, InterconnectNode destination)
    {
        _voter.Commit();
    }

    /// <summary>Takes the ports away from their bus clocks.</summary>
    internal void Close()
    {
        for (int i = 0; i < _nodes.Length; i++)
        {
            BusClockManager[] clocks = ClocksOf(_nodes[i]);
            for (int c = 0; c < clocks.Length; c++) { clocks[c].RemovePort(_nodes[i]); }
        }
    }

    private static BusClockManager[] ClocksOf(InterconnectNode node)
    {
        return (BusClockManager[])node.Data;
    }

    private static BusClockManager[] FirstOf(BusClockManager[] clocks, int count)
    {
        BusClockManager[] first = new BusClockManager[count];
        for (int i = 0; i < count; i++) { first[i] = clocks[i]; }
        return first;
    }

    private int FindClocks(NocTable table, byte id, CommandDatabaseTable database, BusClockManager[] found)
    {
        int count = 0;
        for (int row = 0; row < table.ClockNames.Length; row++)
        {
            for (int i = table.FirstClockPort[row]; i < table.FirstClockPort[row + 1]; i++)
            {
                if (table.ClockPorts[i] == id) { found[count++] = _voter.Require(row, database); }
            }
        }
        return count;
    }
}
