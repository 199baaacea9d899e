using System;
using System.Device.Pwm;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>
    /// Channels of System.Device.Pwm by the pins that the controller's "pinctrl-0" leads them to. The library has no polarity: an inverted output is driven for the rest
    /// of the period. Its frequency is a whole number of hertz, so a period above a second is refused.
    /// </summary>
    public sealed class NanoPwm : Runtime.Pwm.PwmController
    {
        private const uint NanosecondsPerSecond = 1000000000;

        private readonly BoardNumbering _numbering;
        private readonly TreeNode _node;
        private readonly PwmChannel[] _channels;

        /// <summary>The channels of a node; one is opened at its first use.</summary>
        public NanoPwm(BoardNumbering numbering, TreeNode node)
        {
            _numbering = numbering;
            _node = node;
            _channels = new PwmChannel[numbering.PwmChannelCount(node)];
        }

        /// <inheritdoc/>
        public override int ChannelCount
        {
            get { return _channels.Length; }
        }

        /// <inheritdoc/>
        public override bool Apply(int channel, uint periodNanoseconds, uint activeNanoseconds, bool inverted, bool enabled)
        {
            if (periodNanoseconds == 0 || periodNanoseconds > NanosecondsPerSecond) { return false; }
            int hertz = (int)((NanosecondsPerSecond + (periodNanoseconds / 2)) / periodNanoseconds);
            double high = enabled ? (double)activeNanoseconds / periodNanoseconds : 0;
            if (inverted) { high = 1 - high; }
            try
            {
                PwmChannel opened = Open(channel, hertz, high);
                if (opened == null) { return false; }
                opened.Frequency = hertz;
                opened.DutyCycle = high;
                // A stopped channel is low, which an inverted one must not be.
                if (enabled || inverted) { opened.Start(); }
                else { opened.Stop(); }
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>Closes what was opened.</summary>
        public void Close()
        {
            for (int i = 0; i < _channels.Length; i++)
            {
                if (_channels[i] != null) { _channels[i].Dispose(); }
                _channels[i] = null;
            }
        }

        private PwmChannel Open(int channel, int hertz, double high)
        {
            if (_channels[channel] == null)
            {
                int pin = _numbering.PwmPin(_node, channel);
                // The library answers null for a pin that no timer reaches.
                _channels[channel] = pin == BoardNumbering.None ? null : PwmChannel.CreateFromPin(pin, hertz, high);
            }
            return _channels[channel];
        }
    }
}
