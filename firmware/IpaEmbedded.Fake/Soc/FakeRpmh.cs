using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Keeps the votes that were sent, and switches the IPA with them: it has power while its clock and the paths to it are voted for.</summary>
public sealed class FakeRpmh : RpmhLink
{
    private const int MaxAddresses = 128;
    private const uint VoteMask = 0x0fffffff;

    private readonly FakeChip _chip;
    private readonly SocMap _map;
    private readonly uint[] _address = new uint[MaxAddresses];
    private readonly uint[] _word = new uint[MaxAddresses];
    private int _count;

    internal FakeRpmh(FakeChip chip, SocMap map)
    {
        _chip = chip;
        _map = map;
    }

    /// <summary>Commands so far.</summary>
    public int Commands { get; private set; }

    /// <summary>The active word of a resource by name, 0 when there was none.</summary>
    public uint WordOf(string name)
    {
        return WordAt(AddressOf(name));
    }

    /// <summary>The address of a resource by name, as the command database has it; 0 for one that it has not.</summary>
    public uint AddressOf(string name)
    {
        return CommandDatabaseImage.AddressOf(name, _map.BusClocks);
    }

    /// <summary>The active word at an address, 0 when there was none.</summary>
    public uint WordAt(uint address)
    {
        int at = IndexOf(address);
        return at < 0 ? 0 : _word[at];
    }

    /// <inheritdoc/>
    public override void Send(RpmhState state, uint[] addresses, uint[] data, bool[] waits, int count)
    {
        if (_chip.Faults.RefuseVotes(_chip.Loop.Now)) { throw new HardwareException("apps_rsc: no trigger command set is free"); }
        if (state == RpmhState.ActiveOnly) { CheckRoom(addresses, count); }
        Commands += count;
        if (state != RpmhState.ActiveOnly) { return; }
        for (int i = 0; i < count; i++) { Keep(addresses[i], data[i]); }
        bool powered = true;
        for (int i = 0; i < _map.PowerVotes.Length; i++) { powered &= (WordOf(_map.PowerVotes[i]) & VoteMask) != 0; }
        _chip.SetPowered(powered);
    }

    /// <inheritdoc/>
    public override void Invalidate()
    {
    }

    private void CheckRoom(uint[] addresses, int count)
    {
        int more = 0;
        for (int i = 0; i < count; i++)
        {
            if (IndexOf(addresses[i]) < 0) { more++; }
        }
        if (_count + more > MaxAddresses) { throw new HardwareException("apps_rsc: votes for more than " + MaxAddresses.ToString() + " resources"); }
    }

    private void Keep(uint address, uint data)
    {
        int at = IndexOf(address);
        if (at < 0)
        {
            at = _count++;
            _address[at] = address;
        }
        _word[at] = data;
    }

    private int IndexOf(uint address)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_address[i] == address) { return i; }
        }
        return -1;
    }
}
