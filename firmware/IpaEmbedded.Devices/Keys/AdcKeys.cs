using IpaEmbedded.Runtime.Adc;
using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Devices.Keys;

/// <summary>Reads keys from a voltage: the key is pressed whose voltage is nearest, or none when that of no key is nearer.</summary>
internal sealed class AdcKeys
{
    private readonly AdcInput _input;
    private readonly Key[] _keys;
    private readonly uint[] _pressMicrovolts;
    private readonly uint _idleMicrovolts;
    private readonly uint _pollMilliseconds;
    private readonly DelayedWork _reading;

    internal AdcKeys(EventLoop loop, AdcInput input, Key[] keys, uint[] pressMicrovolts, uint idleMicrovolts, uint pollMilliseconds)
    {
        _input = input;
        _keys = keys;
        _pressMicrovolts = pressMicrovolts;
        _idleMicrovolts = idleMicrovolts;
        _pollMilliseconds = pollMilliseconds;
        _reading = new DelayedWork(loop, Read);
    }

    internal void Start()
    {
        _reading.Start(_pollMilliseconds * 1000L);
    }

    internal void Stop()
    {
        _reading.Cancel();
    }

    private void Read()
    {
        Start();
        int microvolts;
        if (!_input.Read(out microvolts)) { return; }
        int pressed = -1;
        long nearest = Distance(microvolts, _idleMicrovolts);
        for (int i = 0; i < _keys.Length; i++)
        {
            long distance = Distance(microvolts, _pressMicrovolts[i]);
            if (distance > nearest) { continue; }
            nearest = distance;
            pressed = i;
        }
        for (int i = 0; i < _keys.Length; i++)
        {
            if (i != pressed) { _keys[i].Report(false); }
        }
        if (pressed >= 0) { _keys[pressed].Report(true); }
    }

    private static long Distance(int microvolts, uint threshold)
    {
        long distance = microvolts - (long)threshold;
        return distance < 0 ? -distance : distance;
    }
}
