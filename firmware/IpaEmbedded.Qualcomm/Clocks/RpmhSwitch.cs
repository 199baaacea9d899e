using IpaEmbedded.Qualcomm.Rpmh;
using IpaEmbedded.Runtime.Hal;

namespace IpaEmbedded.Qualcomm.Clocks;

/// <summary>The on/off vote of one resource, on behalf of its two clocks: one that counts always, one only while the processors run.</summary>
internal sealed class RpmhSwitch
{
    private readonly RpmhController _controller;
    private readonly uint _address;
    private readonly uint _onWord;
    private readonly uint[] _wanted = new uint[2];
    private uint _sent;

    internal RpmhSwitch(RpmhController controller, uint address, uint onWord)
    {
        _controller = controller;
        _address = address;
        _onWord = onWord;
    }

    /// <summary>Changes the states (bits by number) in which clock <paramref name="half"/> wants the resource.</summary>
    internal void Set(int half, uint states)
    {
        uint before = _wanted[half];
        _wanted[half] = states;
        try
        {
            Send(_wanted[0] | _wanted[1]);
        }
        catch (HardwareException)
        {
            _wanted[half] = before;
            Revert();
            throw;
        }
    }

    // What was voted for some states before another was refused must not stay until the next change.
    private void Revert()
    {
        try
        {
            Send(_wanted[0] | _wanted[1]);
        }
        catch (HardwareException)
        {
            // The next change asks for it again; the first refusal is the story that the caller gets.
        }
    }

    private void Send(uint states)
    {
        for (int state = (int)RpmhState.Sleep; state <= (int)RpmhState.ActiveOnly; state++)
        {
            uint bit = 1u << state;
            if (((states ^ _sent) & bit) == 0) { continue; }
            bool on = (states & bit) != 0;
            _controller.Write((RpmhState)state, _address, on ? _onWord : 0, on && state == (int)RpmhState.ActiveOnly);
            _sent ^= bit;
        }
    }
}
