using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.SimulatedDevices;

/// <summary>An INA219 or INA226 power monitor (hwmon/ti,ina2xx.yaml): what flows through its shunt, and the voltage behind it.</summary>
public sealed class SimulatedIna2xx : SimulatedWordChip
{
    private const int Configuration = 0;
    private const int Shunt = 1;
    private const int Bus = 2;
    private const int Power = 3;
    private const int Current = 4;
    private const int Calibration = 5;
    private const int Reset = 0x8000;

    // ti,ina2xx.yaml: 10 milliohms where the node does not say.
    private const uint DefaultShunt = 10000;

    private readonly SimulatedValue _voltage;
    private readonly SimulatedValue _current;
    private readonly bool _isIna226;
    private readonly uint _shuntMicroohms;
    private ushort _configuration;
    private ushort _calibration;
    private ushort _mask;
    private ushort _alert;

    /// <summary>Creates a chip with the shunt of a node's "shunt-resistor" (microohms); nothing flows at 0 V.</summary>
    public SimulatedIna2xx(TreeNode node, bool isIna226)
    {
        _isIna226 = isIna226;
        _shuntMicroohms = node.Cell("shunt-resistor", DefaultShunt);
        _voltage = Add("voltage", "V", 1000, 0, 0, isIna226 ? 36000 : 32000);
        _current = Add("current", "A", 1000, 0, -100000, 100000);
        ResetRegisters();
    }

    // Steps of the shunt's voltage: 10 or 2.5 microvolts; the result has a sign and 16 bits.
    private int ShuntNumber
    {
        get
        {
            long nanovolts = (long)_current.Value * _shuntMicroohms;
            long number = nanovolts / (_isIna226 ? 2500 : 10000);
            long limit = _isIna226 ? 32767 : 32000;
            return (int)(number > limit ? limit : number < -limit ? -limit : number);
        }
    }

    // Steps of 1.25 or 4 millivolts.
    private int BusNumber
    {
        get { return _isIna226 ? _voltage.Value * 4 / 5 : _voltage.Value / 4; }
    }

    private int CurrentNumber
    {
        get { return (int)((long)ShuntNumber * _calibration / (_isIna226 ? 2048 : 4096)); }
    }

    /// <inheritdoc/>
    protected override ushort ReadRegister(int register)
    {
        switch (register)
        {
            case Configuration: return _configuration;
            case Shunt: return (ushort)ShuntNumber;
            // The INA219 has flags below: a conversion is done.
            case Bus: return (ushort)(_isIna226 ? BusNumber : (BusNumber << 3) | 2);
            case Power: return (ushort)(CurrentNumber * (long)BusNumber / (_isIna226 ? 20000 : 5000));
            case Current: return (ushort)CurrentNumber;
            case Calibration: return _calibration;
            case 6: return _isIna226 ? _mask : (ushort)0;
            case 7: return _isIna226 ? _alert : (ushort)0;
            case 0xfe: return _isIna226 ? (ushort)0x5449 : (ushort)0;
            case 0xff: return _isIna226 ? (ushort)0x2260 : (ushort)0;
            default: return 0;
        }
    }

    /// <inheritdoc/>
    protected override void WriteRegister(int register, ushort value)
    {
        if (register == Configuration)
        {
            _configuration = value;
            if ((value & Reset) != 0) { ResetRegisters(); }
        }
        // The lowest bit of the INA219's calibration, the highest of the INA226's is always 0.
        else if (register == Calibration) { _calibration = (ushort)(value & (_isIna226 ? 0x7fff : 0xfffe)); }
        else if (_isIna226 && register == 6) { _mask = value; }
        else if (_isIna226 && register == 7) { _alert = value; }
        else { RefuseWrite(register); }
    }

    private void ResetRegisters()
    {
        _configuration = _isIna226 ? (ushort)0x4127 : (ushort)0x399f;
        _calibration = 0;
        _mask = 0;
        _alert = 0;
    }
}
