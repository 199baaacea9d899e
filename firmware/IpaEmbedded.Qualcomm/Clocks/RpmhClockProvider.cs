using IpaEmbedded.Qualcomm.CommandDatabase;
using IpaEmbedded.Qualcomm.CommandDatabase.Layout;
using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Qualcomm.Rpmh.Layout;
using IpaEmbedded.Qualcomm.Wire;
using IpaEmbedded.Runtime.Clocks;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Clocks;

/// <summary>Gives the clocks of RPMh by number; each is made at its first use, with what the command database says about its resource.</summary>
public sealed class RpmhClockProvider : ClockProvider
{
    private readonly RpmhController _controller;
    private readonly CommandDatabaseTable _database;
    private readonly uint _crystalHertz;
    private readonly ClockSource[] _sources = new ClockSource[RpmhClockTable.Count];
    private readonly RpmhSwitch[] _switches = new RpmhSwitch[RpmhClockTable.Resources.Length];

    /// <summary>Creates the provider; the rate is that of the clock named "xo".</summary>
    public RpmhClockProvider(RpmhController controller, CommandDatabaseTable database, uint crystalHertz)
    {
        _controller = controller;
        _database = database;
        _crystalHertz = crystalHertz;
    }

    /// <inheritdoc/>
    public override ClockSource Translate(uint[] specifier)
    {
        if (specifier.Length != 1 || specifier[0] >= RpmhClockTable.Count) { return null; }
        uint number = specifier[0];
        if (_sources[number] == null) { _sources[number] = number == RpmhClockTable.Ipa ? CreateBusClock() : CreateSwitch(number); }
        return _sources[number];
    }

    private ClockSource CreateBusClock()
    {
        string name = RpmhClockTable.Resources[RpmhClockTable.Ipa / 2];
        byte[] auxiliary = new byte[CommandDatabaseLayout.BcmSize];
        int length = _database.ReadAuxiliary(name, auxiliary);
        uint unit = length < CommandDatabaseLayout.BcmSize ? 0 : LittleEndian.Read32(auxiliary, CommandDatabaseLayout.BcmUnit);
        if (unit == 0 || unit > 0xffffffff / 1000)
        {
            throw new HardwareException("command DB: clock " + name + " has unit " + unit.ToString() + " in " + length.ToString()
                + " bytes, expected 8 bytes and a unit of 1 to 4294967 kHz");
        }
        return new RpmhBusClockSource(name, _controller, _database.AddressOf(name), unit * 1000);
    }

    private ClockSource CreateSwitch(uint number)
    {
        uint pair = number / 2;
        string name = RpmhClockTable.Resources[pair];
        if (_switches[pair] == null)
        {
            uint address = _database.AddressOf(name);
            if (((address >> RpmhLayout.SlaveShift) & 0xf) == CommandDatabaseLayout.SlaveVrm) { address += RpmhLayout.VrmEnableOffset; }
            _switches[pair] = new RpmhSwitch(_controller, address, RpmhClockTable.OnWords[pair]);
        }
        bool activeOnly = (number & 1) != 0;
        return new RpmhSwitchClockSource(activeOnly ? name + " (active)" : name, _switches[pair], activeOnly, _crystalHertz / RpmhClockTable.Dividers[pair]);
    }
}
