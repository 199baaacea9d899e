using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Qualcomm.Interconnect.Layout;
using IpaEmbedded.Runtime.Interconnect;

namespace IpaEmbedded.Qualcomm.Interconnect;

/// <summary>One interconnect of the SDM845: its ports, and the bus clocks that their bandwidths are voted on.</summary>
public sealed class NocProvider : InterconnectProvider
{
    private readonly BcmVoter _voter;
    private readonly int _first;
    private readonly InterconnectNode[] _nodes;
    private readonly InterconnectNode[] _byNumber;
    private readonly BusClock[][] _clocks;

    /// <summary>Creates interconnect <paramref name="row"/> of the table.</summary>
    /// <exception cref="CommandDatabaseException">The database lacks a bus clock of its ports.</exception>
    public NocProvider(int row, BcmVoter voter, CommandDatabaseTable database)
    {
        _voter = voter;
        _first = Sdm845Ports.FirstPort[row];
        int count = Sdm845Ports.FirstPort[row + 1] - _first;
        _nodes = new InterconnectNode[count];
        _byNumber = new InterconnectNode[count];
        _clocks = new BusClock[count][];
        for (int i = 0; i < count; i++)
        {
            int port = _first + i;
            int[] links = new int[Sdm845Ports.FirstLink[port + 1] - Sdm845Ports.FirstLink[port]];
            for (int l = 0; l < links.Length; l++) { links[l] = Sdm845Ports.Links[Sdm845Ports.FirstLink[port] + l]; }
            _nodes[i] = new InterconnectNode(Sdm845Ports.Ids[port], Sdm845Ports.Names[port], links);
            _nodes[i].Data = i;
            _byNumber[Sdm845Ports.Numbers[port]] = _nodes[i];
            _clocks[i] = ClocksOf(Sdm845Ports.Ids[port], database);
        }
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < _clocks[i].Length; c++)
            {
                _clocks[i][c].AddPort(_nodes[i], Sdm845Ports.Channels[_first + i], Sdm845Ports.BusWidths[_first + i]);
            }
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
        return specifier.Length == 0 || specifier[0] >= (uint)_byNumber.Length ? null : _byNumber[specifier[0]];
    }

    /// <inheritdoc/>
    public override void Aggregated(InterconnectNode node)
    {
        BusClock[] clocks = _clocks[(int)node.Data];
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

    private BusClock[] ClocksOf(byte id, CommandDatabaseTable database)
    {
        int count = 0;
        BusClock[] found = new BusClock[4];
        for (int row = 0; row < Sdm845BusClocks.Names.Length; row++)
        {
            for (int i = Sdm845BusClocks.FirstPort[row]; i < Sdm845BusClocks.FirstPort[row + 1]; i++)
            {
                if (Sdm845BusClocks.Ports[i] == id) { found[count++] = _voter.Require(row, database); }
            }
        }
        BusClock[] clocks = new BusClock[count];
        for (int i = 0; i < count; i++) { clocks[i] = found[i]; }
        return clocks;
    }
}
