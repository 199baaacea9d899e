using IpaEmbedded.Qualcomm.Rpmh.Layout;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Rpmh;

/// <summary>Sends votes to the always-on power manager: active ones at once, wake and sleep ones only when one of those up to a commit differs from the last.</summary>
public sealed class RpmhController
{
    private const int MaxKept = 128;

    private readonly string _name;
    private readonly RpmhLink _link;
    private readonly uint[] _oneAddress = new uint[1];
    private readonly uint[] _oneWord = new uint[1];
    private readonly bool[] _oneWait = new bool[1];
    private readonly uint[] _addresses = new uint[RpmhLayout.CommandsPerSet];
    private readonly uint[] _words = new uint[RpmhLayout.CommandsPerSet];
    private readonly bool[] _waits = new bool[RpmhLayout.CommandsPerSet];
    private readonly uint[][] _keptAddress = new uint[2][];
    private readonly uint[][] _keptWord = new uint[2][];
    private readonly int[] _keptCount = new int[2];

    /// <summary>Creates the controller of a coordinator ("apps_rsc").</summary>
    public RpmhController(string name, RpmhLink link)
    {
        _name = name;
        _link = link;
        for (int i = 0; i < 2; i++)
        {
            _keptAddress[i] = new uint[MaxKept];
            _keptWord[i] = new uint[MaxKept];
        }
    }

    /// <summary>Label of the coordinator.</summary>
    public string Name
    {
        get { return _name; }
    }

    /// <summary>Sends one command.</summary>
    /// <exception cref="HardwareException">It did not reach its resource.</exception>
    public void Write(RpmhState state, uint address, uint data, bool wait)
    {
        _oneAddress[0] = address;
        _oneWord[0] = data;
        _oneWait[0] = wait;
        WriteSet(state, _oneAddress, _oneWord, _oneWait, 0, 1);
    }

    /// <summary>Sends up to 16 commands of the arrays as one set.</summary>
    /// <exception cref="HardwareException">They did not reach their resources.</exception>
    public void WriteSet(RpmhState state, uint[] addresses, uint[] words, bool[] waits, int start, int count)
    {
        if (count < 1 || count > RpmhLayout.CommandsPerSet)
        {
            throw new HardwareException(_name + ": set of " + count.ToString() + " commands, expected 1 to 16");
        }
        int used = 0;
        bool differs = false;
        int group = 0;
        for (int i = start; i < start + count; i++)
        {
            _addresses[used] = addresses[i];
            _words[used] = words[i];
            _waits[used] = waits[i];
            used++;
            differs |= state == RpmhState.ActiveOnly || Keep((int)state, addresses[i], words[i]);
            // Commands up to a commit go together or not at all: the one that commits the others may not have changed.
            if ((words[i] & RpmhLayout.BcmCommit) == 0 && i + 1 < start + count) { continue; }
            if (!differs) { used = group; }
            group = used;
            differs = false;
        }
        if (used == 0) { return; }
        try
        {
            _link.Send(state, _addresses, _words, _waits, used);
        }
        catch (HardwareException)
        {
            // What is kept there is unknown now, so the next votes are sent whatever they are.
            if (state != RpmhState.ActiveOnly) { _keptCount[(int)state] = 0; }
            throw;
        }
    }

    /// <summary>Forgets all wake and sleep votes, here and in the hardware.</summary>
    public void Invalidate()
    {
        _keptCount[0] = 0;
        _keptCount[1] = 0;
        _link.Invalidate();
    }

    private bool Keep(int state, uint address, uint data)
    {
        uint[] addresses = _keptAddress[state];
        uint[] words = _keptWord[state];
        for (int i = 0; i < _keptCount[state]; i++)
        {
            if (addresses[i] != address) { continue; }
            if (words[i] == data) { return false; }
            words[i] = data;
            return true;
        }
        if (_keptCount[state] < MaxKept)
        {
            int at = _keptCount[state]++;
            addresses[at] = address;
            words[at] = data;
        }
        return true;
    }
}
