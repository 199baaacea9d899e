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
    private readonly BusClockManager[][] _clocks;

    /// <summary>Creates interconnect <paramref name="row"/> of the table, for a voter that serves that table.</summary>
    /// <exception cref="HardwareException">The database lacks a bus clock of its ports.</exception>
    public NocProvider(NocTable table, int row, BcmVoter voter, CommandDatabaseTable database)
    {
        _voter = voter;
        int first = table.FirstPort[row];
        int count = table.FirstPort[row + 1] - first;
        _nodes = new InterconnectNode[count];
        _clocks = new BusClockManager[count][];
        for (int i = 0; i < count; i++)
        {
            int port = first + i;
            int[] links = new int[table.FirstLink[port + 1] - table.FirstLink[port]];
            for (int l = 0; l < links.Length; l++) { links[l] = table.Links[table.FirstLink[port] + l]; }
            _nodes[i] = new InterconnectNode(table.Ids[port], table.PortNames[port], links);
            _nodes[i].Data = i;
            _clocks[i] = ClocksOf(table, table.Ids[port], database);
        }
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < _clocks[i].Length; c++) { _clocks[i][c].AddPort(_nodes[i], table.Channels[first + i], table.BusWidths[first + i]); }
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
        BusClockManager[] clocks = _clocks[(int)node.Data];
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
            for (int c = 0; c < _clocks[i].Length; c++) { _clocks[i][c].RemovePort(_nodes[i]); }
        }
    }

    private BusClockManager[] ClocksOf(NocTable table, byte id, CommandDatabaseTable database)
    {
        int count = 0;
        BusClockManager[] found = new BusClockManager[table.ClockNames.Length];
        for (int row = 0; row < table.ClockNames.Length; row++)
        {
            for (int i = table.FirstClockPort[row]; i < table.FirstClockPort[row + 1]; i++)
            {
                if (table.ClockPorts[i] == id) { found[count++] = _voter.Require(row, database); }
            }
        }
        BusClockManager[] clocks = new BusClockManager[count];
        for (int i = 0; i < count; i++) { clocks[i] = found[i]; }
        return clocks;
    }
}
