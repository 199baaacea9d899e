using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>Keeps the votes that were sent, and switches the IPA with them: it has power while its clock and the paths to it are voted for.</summary>
public sealed class FakeRpmh : RpmhLink
{
    private const int MaxAddresses = 128;
    private const uint VoteMask = 0x0fffffff;
    private const uint Valid = 1u << 29;
    private const uint Commit = 1u << 30;
    private const int MaxCommands = 16;

    private readonly FakeChip _chip;
    private readonly SocMap _map;
    private readonly uint[] _address = new uint[MaxAddresses];
    private readonly uint[] _word = new uint[MaxAddresses];
    private int _count;
    private bool _clockWithoutPaths;

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
        CheckFormat(addresses, data, count);
        Commands += count;
        if (state != RpmhState.ActiveOnly) { return; }
        for (int i = 0; i < count; i++) { Keep(addresses[i], data[i]); }
        bool powered = true;
        for (int i = 0; i < _map.PowerVotes.Length; i++) { powered &= (WordOf(_map.PowerVotes[i]) & VoteMask) != 0; }
        _chip.SetPowered(powered);
        CheckClock();
    }

    /// <inheritdoc/>
    public override void Invalidate()
    {
    }

    // A message has 16 commands at most; of each domain the last one carries the commit (source: the IPA reference, 1.4 and A.2).
    private void CheckFormat(uint[] addresses, uint[] data, int count)
    {
        bool good = count <= MaxCommands;
        for (int i = 0; i < count; i++)
        {
            int domain = CommandDatabaseImage.DomainOf(addresses[i], _map.BusClocks);
            if (domain < 0) { continue; }
            bool last = true;
            for (int other = i + 1; other < count; other++) { last &= CommandDatabaseImage.DomainOf(addresses[other], _map.BusClocks) != domain; }
            bool valid = (data[i] & Valid) != 0;
            good &= data[i] >> 31 == 0 && (!last || (data[i] & Commit) != 0) && valid == ((data[i] & VoteMask) != 0);
        }
        if (good) { return; }
        string words = "";
        for (int i = 0; i < count; i++) { words += (i == 0 ? "" : ", ") + "0x" + addresses[i].ToString("x") + "=0x" + data[i].ToString("x"); }
        _chip.Sanitizer.Report(SanitizerRule.VoteFormat, "apps_rsc", 0, null, 0, (uint)count, words);
    }

    // The clock goes on after the paths, and off before them (section 10).
    private void CheckClock()
    {
        bool without = false;
        for (int i = 0; i < _map.PowerVotes.Length; i++) { without |= (WordOf(_map.PowerVotes[i]) & VoteMask) == 0; }
        without &= (WordOf("IP0") & VoteMask) != 0;
        if (without && !_clockWithoutPaths) { _chip.Sanitizer.Report(SanitizerRule.ClockOrder, "apps_rsc", 0, null, 0, WordOf("IP0"), null); }
        _clockWithoutPaths = without;
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
