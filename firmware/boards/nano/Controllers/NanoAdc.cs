using System;
using System.Device.Adc;
using IpaEmbedded.Runtime.Devices;

namespace IpaEmbedded.Boards.Nano
{
    /// <summary>Inputs of one converter of the tree, read through System.Device.Adc.</summary>
    public sealed class NanoAdc : Runtime.Adc.AdcController
    {
        private readonly BoardNumbering _numbering;
        private readonly TreeNode _node;
        private readonly AdcController _library;
        private readonly int _referenceMicrovolts;
        private readonly AdcChannel[] _channels;

        /// <summary>The inputs of a node; one is opened at its first use. The reference is the voltage of the highest number, in microvolts.</summary>
        public NanoAdc(BoardNumbering numbering, TreeNode node, AdcController library, int referenceMicrovolts)
        {
            _numbering = numbering;
            _node = node;
            _library = library;
            _referenceMicrovolts = referenceMicrovolts;
            _channels = new AdcChannel[numbering.AdcChannelCount(node)];
        }

        /// <inheritdoc/>
        public override int ChannelCount
        {
            get { return _channels.Length; }
        }

        /// <inheritdoc/>
        public override bool Read(int channel, out int microvolts)
        {
            microvolts = 0;
            int number = _numbering.AdcChannel(_node, channel);
            if (number == BoardNumbering.None) { return false; }
            try
            {
                if (_channels[channel] == null) { _channels[channel] = _library.OpenChannel(number); }
                microvolts = ToMicrovolts(_channels[channel].ReadValue(), _library.MaxValue, _referenceMicrovolts);
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
    }
}
