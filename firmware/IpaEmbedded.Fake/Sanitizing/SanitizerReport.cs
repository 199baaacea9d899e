using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Fake;

/// <summary>One violation of the hardware's rules: which, where, when and with which value.</summary>
public sealed class SanitizerReport
{
    private readonly string _rule;
    private readonly string _block;
    private readonly uint _offset;
    private readonly Register _register;
    private readonly int _instance;
    private readonly ulong _value;
    private readonly string _detail;
    private readonly long _time;
    private readonly string _stage;

    internal SanitizerReport(string rule, string block, uint offset, Register register, int instance, ulong value, string detail, long time, string stage)
    {
        _rule = rule;
        _block = block;
        _offset = offset;
        _register = register;
        _instance = instance;
        _value = value;
        _detail = detail;
        _time = time;
        _stage = stage;
    }

    /// <summary>Id of the rule, one of <see cref="SanitizerRule"/>.</summary>
    public string Rule
    {
        get { return _rule; }
    }

    /// <summary>Name of the register with its instance, or of the object when no register is involved.</summary>
    public string Register
    {
        get
        {
            if (_register == null) { return _block; }
            return _register.Stride == 0 ? _register.Name : _register.Name + "[" + _instance.ToString() + "]";
        }
    }

    /// <summary>Byte offset in the block.</summary>
    public uint Offset
    {
        get { return _offset; }
    }

    /// <summary>The offending value.</summary>
    public ulong Value
    {
        get { return _value; }
    }

    /// <summary>Event loop time in microseconds.</summary>
    public long Time
    {
        get { return _time; }
    }

    /// <summary>Boot stage that the sanitizer was told of.</summary>
    public string Stage
    {
        get { return _stage; }
    }

    /// <summary>The whole report in one line, the value taken apart into fields.</summary>
    public string Text
    {
        get
        {
            string text = _time.ToString() + " us, stage " + _stage + ": " + _rule + " at " + Register
                + " (" + _block + "+0x" + _offset.ToString("x") + ") = 0x" + _value.ToString("x");
            if (_register != null && _register.Fields.Length > 0)
            {
                text += " {";
                Field[] fields = _register.Fields;
                for (int i = 0; i < fields.Length; i++)
                {
                    text += (i == 0 ? "" : ", ") + fields[i].Name + "=" + fields[i].Decode((uint)_value).ToString();
                }
                text += "}";
            }
            return _detail == null ? text : text + ": " + _detail;
        }
    }
}
